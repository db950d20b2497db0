/** The script that sitebuild/runtime.py makes; here for the type checker only. */
export const ENGINE: string
export const HERE: string
export const LOCK: string
export const WHEEL: { url: string; integrity: string }
/** The names of all questions: what a link may hold. */
export const NAMES: string[]
/** What sitebuild/link.py says of a link. */
export const VERSION: number
export const LONGEST: number
export const PRICE: string
