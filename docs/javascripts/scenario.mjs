/**
 * What the reader has said, for every calculator of the site: answers by the name of their question, own figures by
 * path, and only what is not the default.
 *
 * It is kept on the device. The values of somebody's link stand before it, and are kept only when the reader says so.
 */
import { LONGEST, NAMES, PRICE, VERSION } from './runtime.mjs'

/** @typedef {{ given: Record<string, string>, prices: Record<string, string> }} Values */
/** @typedef {{ version: number } & Values} Saved */
/** @typedef {(saved: Saved) => Saved} Migration from one version to the next */

const WIDEST = 100 // characters of one value: a number, or the name of a choice
const KEY = 'rt-scenario'
const PATH = /^[a-z][a-z0-9_]*\.[a-z0-9_]+(?:\[[\w .,/-]*\])?$/

/** @type {Migration[]} the first is from version 1 to 2; a link of every released version goes through them */
const MIGRATIONS = []

const SAID = {
  unread:
    'What was kept on this device could not be read, so the defaults stand here. It is replaced at your next edit.',
  newer: 'What is kept on this device was written by a newer version of this page. Reload the page to use it.',
  unkept:
    'This browser does not let the page keep your values (its storage is full or forbidden): they last until you close it.',
  long: `The link is longer than the ${LONGEST.toLocaleString('en')} characters that a link of this site has, so it was not read.`,
  version: 'The link is of a version that this page does not know. Reload the page, or ask for a new link.',
  malformed: 'The link could not be read.'
}

/** @returns {Values} */
const nothing = () => ({ given: {}, prices: {} })

let own = nothing()
let there = nothing() // what of it is on the device
/** @type {Values | undefined} those of a link, while they are looked at */
let linked
/** @type {Values | undefined} what a reset took away */
let before
let keeps = true // whether what is on the device may be replaced
let told = ''
let read = ''
/** @type {Set<(source: unknown) => void>} */
const listeners = new Set()

/** What stands in the fields: the link's values, or the reader's own. */
export function values() {
  return linked ?? own
}

/** What there is to say and to choose: about the device, a link, a reset. */
export function notices() {
  return { told, linked: Boolean(linked), undo: Boolean(before) }
}

/**
 * Be told of each change and who made it; the function that is returned ends it.
 *
 * @param {(source: unknown) => void} listener
 */
export function onChange(listener) {
  follow() // a page that instant navigation brought has an address of its own
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Take what was typed; null is the default.
 *
 * @param {Record<string, string | null>} given
 * @param {Record<string, string | null>} prices
 * @param {unknown} source who need not be told
 */
export function change(given, prices, source) {
  const now = values()
  const next = { given: merged(now.given, given), prices: merged(now.prices, prices) }
  if (same(now, next)) return
  before = undefined
  if (linked) linked = next
  else keep(next)
  tell(source)
}

/**
 * Take in what another device had: what is the reader's own here stays. False if nothing may be replaced here.
 *
 * @param {Values} theirs
 */
export function take({ given, prices }) {
  if (!keeps) return false
  before = undefined
  keep({ given: { ...given, ...own.given }, prices: { ...prices, ...own.prices } })
  tell()
  return true
}

/** Back to the defaults everywhere. */
export function reset() {
  const taken = values()
  linked = undefined
  forget()
  keep(nothing())
  before = taken
  tell()
}

/** Take a reset back. */
export function undo() {
  if (before) keep(before)
  before = undefined
  tell()
}

/** Make the link's values the reader's own. */
export function adopt() {
  if (linked) keep(linked)
  linked = undefined
  forget()
  tell()
}

/** Leave the link's values for the reader's own. */
export function leave() {
  linked = undefined
  forget()
  tell()
}

/**
 * The address of this page with these values in its fragment; empty if they do not go into one.
 *
 * @param {Values} shared
 */
export function link(shared) {
  const parts = new URLSearchParams({ s: String(VERSION) })
  for (const [name, text] of Object.entries(shared.given)) parts.append(name, text)
  for (const [path, text] of Object.entries(shared.prices)) parts.append(PRICE + path, text)
  const fragment = parts.toString()
  return fragment.length > LONGEST ? '' : `${location.href.split('#')[0]}#${fragment}`
}

/**
 * What a fragment holds: values, or what is wrong with it; nothing if it is not a link of ours.
 *
 * @param {string} fragment with its #
 * @returns {Values | string | undefined}
 */
export function fromLink(fragment) {
  if (!/^#s=/.test(fragment)) return undefined
  if (fragment.length > LONGEST + 1) return SAID.long
  const parts = [...new URLSearchParams(fragment.slice(1))]
  const version = Number(parts[0]?.[1])
  if (!Number.isInteger(version) || version < 1 || version > VERSION) return SAID.version
  const given = Object.fromEntries(parts.slice(1).filter(([name]) => !name.startsWith(PRICE)))
  const prices = parts
    .filter(([name]) => name.startsWith(PRICE))
    .map(([name, text]) => [name.slice(PRICE.length), text])
  const found = migrated({ version, given, prices: Object.fromEntries(prices) })
  return checked(found) ?? SAID.malformed
}

/**
 * @param {Saved} saved
 * @param {Migration[]} migrations
 * @returns {Saved}
 */
export function migrated(saved, migrations = MIGRATIONS) {
  return migrations.slice(saved.version - 1).reduce((older, migrate) => migrate(older), saved)
}

/**
 * *found* as values, if all of it is what a scenario can hold.
 *
 * @param {unknown} found
 * @returns {Values | undefined}
 */
export function checked(found) {
  const { given, prices } = /** @type {Partial<Values>} */ (found ?? {})
  const fits = (/** @type {unknown} */ each, /** @type {(name: string) => boolean} */ known) =>
    typeof each === 'object' &&
    each !== null &&
    Object.entries(each).every(([name, text]) => known(name) && typeof text === 'string' && text.length <= WIDEST)
  const known = new Set(NAMES)
  if (!fits(given, (name) => known.has(name)) || !fits(prices, (path) => PATH.test(path))) return undefined
  return { given: { ...given }, prices: { ...prices } }
}

/**
 * @param {Record<string, string>} now
 * @param {Record<string, string | null>} changes
 * @returns {Record<string, string>}
 */
function merged(now, changes) {
  const kept = Object.entries({ ...now, ...changes }).filter(([, text]) => text !== null)
  return /** @type {Record<string, string>} */ (Object.fromEntries(kept))
}

/**
 * What makes one of the other; null is the default.
 *
 * @param {Record<string, string>} one
 * @param {Record<string, string>} other
 */
function changes(one, other) {
  const names = Object.keys({ ...one, ...other }).filter((name) => one[name] !== other[name])
  return Object.fromEntries(names.map((name) => [name, other[name] ?? null]))
}

/**
 * @param {Values} one
 * @param {Values} other
 */
function same(one, other) {
  const sorted = (/** @type {Values} */ { given, prices }) =>
    JSON.stringify([given, prices].map((each) => Object.entries(each).sort()))
  return sorted(one) === sorted(other)
}

/** @param {Values} next */
function keep(next) {
  own = next
  if (!keeps) return
  try {
    if (same(own, nothing())) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...own }))
    there = own
    told = ''
  } catch {
    told = SAID.unkept
  }
}

/** What is on the device becomes the reader's own here. */
function load() {
  let text
  try {
    text = localStorage.getItem(KEY)
  } catch {
    return // what cannot be kept is told when there is something to keep
  }
  told = ''
  keeps = true
  own = there = nothing()
  if (!text) return
  try {
    const saved = JSON.parse(text)
    if (saved.version > VERSION) {
      keeps = false
      told = SAID.newer
      return
    }
    const found = checked(migrated(saved))
    if (found) own = there = found
    else told = SAID.unread
  } catch {
    told = SAID.unread
  }
}

/** The values of the page's address, if it has any that were not looked at before. */
function follow() {
  if (location.hash === read) return false
  read = location.hash
  const found = fromLink(read)
  if (found === undefined) return false
  linked = typeof found === 'string' || same(found, own) ? undefined : found
  if (typeof found === 'string') told = found
  return true
}

/** The address no longer says what stands in the fields. */
function forget() {
  if (fromLink(location.hash) !== undefined) history.replaceState(history.state, '', location.href.split('#')[0])
  read = location.hash
}

/** @param {unknown} [source] */
function tell(source) {
  for (const listener of listeners) listener(source)
}

load()
follow()
addEventListener('storage', ({ key }) => {
  if (key !== KEY && key !== null) return
  const given = changes(there.given, own.given)
  const prices = changes(there.prices, own.prices)
  load()
  // What this page could not put onto the device stays in it, beside what another page did.
  const next = { given: merged(own.given, given), prices: merged(own.prices, prices) }
  if (!same(own, next)) keep(next)
  if (!linked) tell()
})
const look = () => {
  if (follow()) tell()
}
addEventListener('hashchange', look)
// Instant navigation writes the address by itself, and then no hashchange is fired.
addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a[href*="#s="]')) setTimeout(look)
})
