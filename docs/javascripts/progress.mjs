/**
 * What a reader has done of the course: pages marked as done, items ticked, answers, rows of the exercise.
 *
 * It is kept on the device, one entry a thing, each with the time of its last change. Ids are given in the course's
 * data and never made of its words, so that mended words keep what was done.
 *
 * @typedef {{ at: number, done?: boolean, given?: string[], score?: number, step?: number, due?: number,
 *   cells?: Record<string, string>, text?: string }} Entry
 * @typedef {Record<string, Entry>} Entries by kind and id, as in read:8-7-1
 */
import { DAYS } from './score.mjs'

export const VERSION = 1
export const KEY = 'rt-progress'
/** Every key that this site keeps something under: what an export holds. The reader's choice of colours is the theme's. */
export const KEYS = ['rt-scenario', KEY]

const MOST = 5_000 // entries
const LATEST = 8.64e15 // ms, the last moment that a date can be
const WIDEST = 400 // characters of one text
const FIELDS = 6 // of a row, or of one answer: more nobody can have typed
const NAME = /^(read|item|answer|row|last|name):[\w./-]{0,80}$/

const SAID = {
  unread:
    'What this browser kept of your progress could not be read. It is replaced at your next mark; save it first under “Your progress” if you want somebody to look at it.',
  newer:
    'Your progress was kept by a newer version of this page. Reload the page to use it; until then marks are not kept.',
  unkept:
    'This browser does not let the page keep your progress (its storage is full or forbidden). What you do stays until you close the page; save it as a file from the syllabus before.'
}

/** @type {Entries} */
let entries = {}
/** @type {Entries | undefined} what a reset took away */
let before
/** @type {string | null} what was last seen on the device */
let seen = null
let keeps = true // whether what is on the device may be replaced
let told = ''
/** @type {Set<(source: unknown) => void>} */
const listeners = new Set()

/** @param {string} key */
export function get(key) {
  return /** @type {Entry | undefined} */ (entries[key])
}

/**
 * The entries of one kind and module, as in row:8-7/, by the rest of their key.
 *
 * @param {string} start
 */
export function all(start) {
  const found = Object.entries(entries).filter(([key]) => key.startsWith(start))
  return new Map(found.map(([key, entry]) => [key.slice(start.length), entry]))
}

/** Everything, to be saved as a file. */
export function everything() {
  return { version: VERSION, entries }
}

/** What there is to say, and whether a reset can be taken back. */
export function notices() {
  return { told, undo: Boolean(before) }
}

/**
 * @param {string} key
 * @param {Omit<Entry, 'at'>} entry
 * @param {unknown} [source] who need not be told
 */
export function set(key, entry, source) {
  before = undefined
  entries = { ...entries, [key]: { ...entry, at: Date.now() } }
  keep()
  tell(source)
}

/**
 * A page was looked at. It is kept where that goes without trouble, and is no reason to tell of any.
 *
 * @param {string} id
 */
export function visit(id) {
  if (told) return
  entries = { ...entries, [`last:${id}`]: { at: Date.now() } }
  keep()
  told = ''
}

/**
 * Take in what another device had.
 *
 * @param {Entries} others
 */
export function take(others) {
  const all = merged(entries, others)
  if (Object.keys(all).length > MOST) return false // it could not be read back
  before = undefined
  entries = all
  keep()
  tell()
  return true
}

/** Forget everything; undo brings it back. */
export function reset() {
  const taken = entries
  entries = {}
  keep(true)
  before = taken
  tell()
}

/** Take a reset back. */
export function undo() {
  if (before) entries = merged(entries, before)
  before = undefined
  keep()
  tell()
}

/**
 * Be told of each change and who made it; the function that is returned ends it.
 *
 * @param {(source: unknown) => void} listener
 */
export function onChange(listener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Two devices' entries as one: of each the newer, and what one of them has marked as done stays done.
 *
 * @param {Entries} one
 * @param {Entries} other
 * @returns {Entries}
 */
export function merged(one, other) {
  /** @type {Entries} */
  const found = { ...one }
  for (const [key, theirs] of Object.entries(other)) {
    const ours = found[key]
    found[key] = ours ? newer(ours, theirs) : theirs
  }
  return found
}

/**
 * @param {Entry} one
 * @param {Entry} other
 */
function newer(one, other) {
  if (Boolean(one.done) !== Boolean(other.done)) return one.done ? one : other
  if (one.at !== other.at) return one.at > other.at ? one : other
  return JSON.stringify(one) > JSON.stringify(other) ? one : other // whichever, but the same on both devices
}

/**
 * *found* as entries, if all of it is what progress can hold; times to come are cut to now.
 *
 * @param {unknown} found
 * @param {number} now
 * @returns {Entries | undefined}
 */
export function checked(found, now = Date.now()) {
  if (!is(found)) return undefined
  const all = Object.entries(found)
  if (all.length > MOST) return undefined
  /** @type {Entries} */
  const kept = {}
  for (const [key, entry] of all) {
    if (!NAME.test(key) || !fits(entry)) return undefined
    kept[key] = { ...entry, at: Math.min(entry.at, now) }
  }
  return kept
}

/**
 * @param {unknown} entry
 * @returns {entry is Entry}
 */
function fits(entry) {
  if (!is(entry)) return false
  const { at, done, given, score, step, due, cells, text, ...rest } = entry
  const number = (/** @type {unknown} */ each) => typeof each === 'number' && Number.isFinite(each) && each >= 0
  const short = (/** @type {unknown} */ each) => typeof each === 'string' && each.length <= WIDEST
  const few = (/** @type {unknown[]} */ each) => each.length <= FIELDS * 2 && each.every(short)
  return (
    number(at) &&
    (done === undefined || typeof done === 'boolean') &&
    (given === undefined || (Array.isArray(given) && few(given))) &&
    (score === undefined || (number(score) && Number(score) <= 1)) &&
    (step === undefined || (Number.isInteger(step) && Number(step) >= 0 && Number(step) < DAYS.length)) &&
    (due === undefined || (number(due) && Number(due) <= LATEST)) &&
    (cells === undefined || (is(cells) && few(Object.keys(cells)) && few(Object.values(cells)))) &&
    (text === undefined || short(text)) &&
    Object.keys(rest).length === 0
  )
}

/**
 * @param {unknown} each
 * @returns {each is Record<string, unknown>}
 */
function is(each) {
  return typeof each === 'object' && each !== null && !Array.isArray(each)
}

/** @param {boolean} [anew] not to take in what another page of this browser has kept since */
function keep(anew = false) {
  if (!keeps) return
  try {
    const there = localStorage.getItem(KEY)
    if (!anew && there !== seen) entries = merged(entries, parsed(there) ?? {})
    const next = Object.keys(entries).length ? JSON.stringify({ version: VERSION, entries }) : null
    if (next === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
    seen = next // only now: what could not be written is not what is there
    told = ''
  } catch {
    told = SAID.unkept
  }
}

/** What is only in this page. */
function unwritten() {
  const there = parsed(seen) ?? {}
  const is = (/** @type {string} */ key) => JSON.stringify(entries[key]) === JSON.stringify(there[key])
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !is(key)))
}

/**
 * @param {string | null} text
 * @returns {Entries | undefined}
 */
function parsed(text) {
  try {
    return checked(JSON.parse(text ?? '{}').entries ?? {})
  } catch {
    return undefined
  }
}

/** What is on the device becomes what is known here. */
function load() {
  try {
    seen = localStorage.getItem(KEY)
  } catch {
    return // what cannot be kept is told when there is something to keep
  }
  told = ''
  keeps = true
  entries = {}
  if (seen === null) return
  let version
  try {
    version = JSON.parse(seen)?.version
  } catch {
    // told below
  }
  if (version > VERSION) {
    keeps = false
    told = SAID.newer
    return
  }
  const found = version === VERSION ? parsed(seen) : undefined
  if (found) entries = found
  else told = SAID.unread
}

/** @param {unknown} [source] */
function tell(source) {
  for (const listener of listeners) listener(source)
}

load()
addEventListener('storage', ({ key }) => {
  if (key !== KEY && key !== null) return
  const mine = unwritten()
  load()
  // What this page could not put onto the device stays in it, beside what another page did.
  if (Object.keys(mine).length) {
    entries = merged(entries, mine)
    keep()
  }
  tell()
})
