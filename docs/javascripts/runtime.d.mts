/** The script that sitebuild/runtime.py makes; here for the type checker only. */
export { loadPyodide } from 'pyodide'
export const ENGINE: string
export const HERE: string
export const LOCK: string
export const WHEEL: string
