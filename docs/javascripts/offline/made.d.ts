/** What sitebuild/offline.py writes before the worker; here for the type checker only. */
declare const RELEASE: string
/** What pages load, each path from the site's root. */
declare const FILES: string[]
/** What Python is started from. */
declare const PYTHON: string[]
