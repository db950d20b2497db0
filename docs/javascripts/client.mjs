import { ENGINE, WHEEL } from './runtime.mjs'

/**
 * Asks the worker: starts it when it is wanted, keeps it for the whole visit, ends it when it hangs.
 *
 * @typedef {{ model: string, given: Record<string, string>, prices?: Record<string, string>, opened?: string[], traced?: string[] }} Request
 * @typedef {{ errors: Record<string, string>, html?: string, done?: number, of?: number, said?: string }} Drawn
 * @typedef {{ headline: string, errors: Record<string, string>, own: Record<string, string>, slots: Record<string, string> }} Reply
 * @typedef {'idle' | 'starting' | 'ready' | 'failed'} State
 * @typedef {'offline' | 'updated' | 'failed' | 'broken'} Reason
 * @typedef {{ key: string, request: Request, later: boolean, resolve: (reply: any) => void, reject: (error: Error) => void }} Asked
 */

/** A later question of the same calculator made this one pointless. */
export class Superseded extends Error {}

/** Python was asked, did not answer in time and was ended. */
export class Stalled extends Error {}

/** Python is not to be had; *reason* says why. */
export class Unavailable extends Error {
  /**
   * @param {Reason} reason
   * @param {string} message
   */
  constructor(reason, message) {
    super(message)
    this.reason = reason
  }
}

/** Milliseconds. A start may be a download of 5 MB over a slow line; an answer takes some ten, a look at a file more. */
export const limits = { start: 120_000, answer: 5_000, look: 5_000 }

/** @type {Worker | undefined} */
let worker
/** @type {State} */
let state = 'idle'
/** @type {Set<(state: State) => void>} */
const listeners = new Set()
/** @type {Map<string, Asked>} the newest question of each calculator that has not been sent yet */
const waiting = new Map()
/** @type {(Asked & { id: number }) | undefined} the one question that the worker has */
let sent
let lastId = 0
let timer = 0

/**
 * The answer to the latest question of *key*; an older one that still waits is dropped.
 *
 * @param {string} key
 * @param {Request} request
 * @returns {Promise<Reply>}
 */
export function ask(key, request) {
  return queue(key, request, false)
}

/**
 * A picture, or a part of one that takes long: it waits until no calculator waits for an answer.
 *
 * @param {string} key
 * @param {Request & Record<string, unknown>} request
 * @returns {Promise<Drawn>}
 */
export function draw(key, request) {
  return queue(key, request, true)
}

/**
 * @param {string} key
 * @param {Request} request
 * @param {boolean} later
 * @returns {Promise<any>}
 */
function queue(key, request, later) {
  return new Promise((resolve, reject) => {
    waiting.get(key)?.reject(new Superseded())
    waiting.delete(key) // so that it goes to the end of the queue
    waiting.set(key, { key, request, later, resolve, reject })
    warm()
    send()
  })
}

/** Start the worker ahead of the first question. */
export function warm() {
  if (worker) return
  const started = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' })
  worker = started
  // What one that was ended still had on its way is not taken for the word of the next.
  started.addEventListener('message', ({ data }) => worker === started && received(data))
  started.addEventListener('error', (event) => {
    event.preventDefault()
    if (worker === started) unavailable(event.message ?? 'the worker could not be loaded')
  })
  change('starting')
  timer = setTimeout(() => unavailable('it did not start in time'), limits.start)
}

/**
 * Be told of each change of state, and of the present one at once; the function that is returned ends it.
 *
 * @param {(state: State) => void} listener
 */
export function onState(listener) {
  listeners.add(listener)
  listener(state)
  return () => void listeners.delete(listener)
}

/** @param {State} next */
function change(next) {
  state = next
  for (const listener of listeners) listener(state)
}

function send() {
  const all = [...waiting.values()]
  const next = all.find(({ later }) => !later) ?? all[0]
  if (state !== 'ready' || sent || !next) return
  waiting.delete(next.key)
  sent = { ...next, id: ++lastId }
  timer = setTimeout(stalled, limits.answer)
  worker?.postMessage({ id: sent.id, request: JSON.stringify(next.request) })
}

/** @param {{ ready?: boolean, id?: number, reply?: string, failure?: string }} message */
function received({ ready, id, reply, failure }) {
  if (ready === false) return unavailable(failure ?? '')
  if (ready) {
    clearTimeout(timer)
    change('ready')
  } else if (sent && id === sent.id) {
    clearTimeout(timer)
    const { resolve, reject } = sent
    sent = undefined
    if (reply === undefined) {
      end('idle') // whatever state Python is in now, the next question gets a new one
      reject(new Unavailable('broken', failure ?? ''))
      if (waiting.size) warm()
    } else {
      resolve(JSON.parse(reply))
    }
  }
  send()
}

function stalled() {
  end('idle')
  sent?.reject(new Stalled())
  sent = undefined
  if (waiting.size) warm()
}

/** @param {string} message */
async function unavailable(message) {
  end('failed')
  const asked = [...waiting.values(), ...(sent ? [sent] : [])]
  waiting.clear()
  sent = undefined
  const reason = await cause()
  for (const { reject } of asked) reject(new Unavailable(reason, message))
}

/** @param {State} next */
function end(next) {
  clearTimeout(timer)
  worker?.terminate()
  worker = undefined
  change(next)
}

/**
 * Why the worker did not start: no connection, files that a newer release has replaced, or something else.
 *
 * @returns {Promise<Reason>}
 */
async function cause() {
  try {
    const files = [
      new URL('./worker.mjs', import.meta.url),
      WHEEL.url,
      ENGINE + 'pyodide.mjs',
      ENGINE + 'pyodide.asm.wasm'
    ]
    const signal = AbortSignal.timeout(limits.look)
    const found = await Promise.all(files.map((file) => fetch(file, { method: 'HEAD', cache: 'no-store', signal })))
    return found.some(({ status }) => status === 404) ? 'updated' : 'failed'
  } catch {
    return 'offline' // the site's own server is out of reach, whatever the browser believes of its connection
  }
}
