/**
 * The Python side: one question in, one answer out, both JSON text; nothing of Python is held here but one function.
 */
import { ENGINE, HERE, LOCK, WHEEL } from './runtime.mjs'

const START = `
import sys
sys.dont_write_bytecode = True
import calc.models
from calc.desk import respond
respond
`

/**
 * What could reach the network, keep something on the device, or start a worker that has all of it again: a worker is
 * not bound by the page's content security policy, so it gives this up itself.
 */
const REACH = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'FontFace',
  'importScripts',
  'Worker',
  'caches',
  'indexedDB'
]

/** @param {unknown} error */
const failed = (error) => postMessage({ ready: false, failure: String(error) })
// Where its own files do not arrive, Pyodide's promise is never settled: it rejects one that nobody holds.
addEventListener('unhandledrejection', ({ reason }) => failed(reason))

const ready = start()
ready.then(() => postMessage({ ready: true }), failed)

/** @returns {Promise<(request: string) => string>} */
async function start() {
  early()
  const { loadPyodide } = await import(ENGINE + 'pyodide.mjs')
  const python = await loadPyodide({
    indexURL: ENGINE,
    lockFileContents: LOCK,
    packageBaseUrl: HERE,
    packages: ['calc'],
    stdout: () => {} // nothing of ours prints, and Pyodide need not say that it loaded calc
  })
  const respond = python.runPython(START)
  for (const name of REACH) remove(name)
  return respond
}

/**
 * Remove a global for good: fetch, for one, is not the scope's own, but stands on its prototype.
 *
 * @param {string} name
 */
function remove(name) {
  for (let holder = globalThis; holder; holder = Object.getPrototypeOf(holder)) Reflect.deleteProperty(holder, name)
}

/**
 * Ask for every part at once, and compile while the rest is on its way: Pyodide asks for each part when it has the one
 * before, and a line has its delay.
 */
function early() {
  const fetched = fetch
  const library = ENGINE + 'python_stdlib.zip'
  const engine = ENGINE + 'pyodide.asm.wasm'
  const compiled = WebAssembly.compileStreaming(fetched(engine))
  compiled.catch(failed) // Pyodide would tell the console only
  const parts = new Map([
    [WHEEL.url, fetched(WHEEL.url, { integrity: WHEEL.integrity })],
    [library, fetched(library)],
    [engine, Promise.resolve(new Response())]
  ])
  for (const part of parts.values()) part.catch(() => {}) // it is told when Pyodide asks for it
  import(ENGINE + 'pyodide.asm.mjs').catch(() => {})
  globalThis.fetch = (part, options) => parts.get(String(part)) ?? fetched(part, options)
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled
    return { module, instance: await WebAssembly.instantiate(module, imports) }
  }
}

addEventListener('message', async ({ data: { id, request } }) => {
  try {
    const respond = await ready
    postMessage({ id, reply: respond(request) })
  } catch (error) {
    postMessage({ id, failure: String(error) })
  }
})
