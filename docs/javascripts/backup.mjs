/** Progress and scenario as a file: saved, brought in from another device, started over. */
import { button, element, put } from './element.mjs'
import { Follower } from './follower.mjs'
import * as progress from './progress.mjs'
import * as scenario from './scenario.mjs'
import { VERSION as SCENARIO } from './runtime.mjs'

const FORMAT = 'real-time-tax'
const VERSION = 1
const LARGEST = 1_000_000 // characters
const OURS = 'rt-'

const SAID = {
  large: 'That file is larger than any that this site saves, so it was not read.',
  foreign: 'That file is not one that this site saved.',
  newer: 'That file was saved by a newer version of this site. Reload the page, and try again.',
  unreadable: 'That file could not be read: it may be gone, or not yours to read. Nothing was changed.',
  broken: 'That file is damaged, so nothing of it was taken.',
  kept: 'The values of your calculators stay as they are: a newer version of this page wrote them. Reload the page, and bring the file in again.',
  unkept: 'This browser does not let the page keep anything: what came in lasts until you close the page.'
}

/**
 * Everything that this site keeps on the device, as the text of a file.
 *
 * @param {Date} now
 */
export function exported(now = new Date()) {
  /** @type {Record<string, unknown>} */
  const kept = {}
  for (const key of keys()) kept[key] = read(key)
  kept[progress.KEY] = progress.everything() // from here: it may not have gone onto the device
  return JSON.stringify({ format: FORMAT, version: VERSION, saved: now.toISOString(), kept }, null, 1)
}

/** The keys that the site knows, and any other of its own: none is left out. */
function keys() {
  const found = new Set(progress.KEYS)
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(OURS)) found.add(key)
  } catch {
    // it is forbidden, and so holds nothing
  }
  return found
}

/** @param {string} key */
function read(key) {
  try {
    const text = localStorage.getItem(key)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * What a file holds, or what is wrong with it; nothing is taken before all of it is looked at.
 *
 * @param {string} text
 * @returns {{ entries: progress.Entries, values: scenario.Values | undefined } | string}
 */
export function fromFile(text) {
  if (text.length > LARGEST) return SAID.large
  let found
  try {
    found = JSON.parse(text)
  } catch {
    return SAID.foreign
  }
  if (found?.format !== FORMAT || typeof found.kept !== 'object' || !found.kept) return SAID.foreign
  if (!(found.version <= VERSION)) return SAID.newer
  const theirs = found.kept[progress.KEY] ?? { version: progress.VERSION, entries: {} }
  if (theirs.version > progress.VERSION) return SAID.newer
  const entries = progress.checked(theirs.entries)
  const saved = found.kept['rt-scenario']
  if (saved?.version > SCENARIO) return SAID.newer
  const values = saved ? scenario.checked(scenario.migrated(saved)) : undefined
  if (!entries || (saved && !values)) return SAID.broken
  return { entries, values }
}

/**
 * Merge a file into what is here; what it says is for the reader.
 *
 * @param {string} text
 */
export function imported(text) {
  const found = fromFile(text)
  if (typeof found === 'string') return found
  const had = Object.keys(progress.everything().entries).length
  if (!progress.take(found.entries)) return SAID.large
  const came = Object.keys(progress.everything().entries).length - had
  const values = found.values ? scenarioTaken(found.values) : ''
  const trouble = progress.notices().told ? ` ${SAID.unkept}` : ''
  return `Merged: ${came} new, ${Object.keys(found.entries).length - came} known here already, of which the newer stands.${values}${trouble}`
}

/**
 * The scenario: what stands in this browser's calculators stays, and what only the file has is added.
 *
 * @param {scenario.Values} theirs
 */
function scenarioTaken(theirs) {
  if (!scenario.take(theirs)) return ` ${SAID.kept}`
  if (scenario.notices().told) return ` ${SAID.unkept}`
  return ' The values of your calculators stay; those that only the file had were added.'
}

/** <kept-progress>: where progress is kept, and the ways out and in. */
class KeptProgress extends Follower {
  #said = element('p', { role: 'status' })
  #undo = button('Undo', () => progress.undo())

  make() {
    const kinds = { type: 'file', accept: '.json,application/json' }
    const file = element('input', { ...kinds, hidden: '', 'aria-label': 'File to bring in' })
    file.addEventListener('change', () => this.#take(file))
    this.append(
      element(
        'details',
        {},
        element('summary', {}, 'Your progress'),
        element(
          'p',
          {},
          'It is kept in this browser and nowhere else. To take it to another one, save it as a file here and bring it in there: both are merged, the newer answer stands, and a page that one of them has marked as done stays done. The file holds the values of your calculators too.'
        ),
        element(
          'p',
          {},
          button('Save as a file', () => this.#save()),
          button('Bring in a file', () => file.click()),
          button('Start over', () => this.#reset()),
          this.#undo,
          file
        ),
        this.#said
      )
    )
  }

  show() {
    this.#undo.hidden = !progress.notices().undo
  }

  #save() {
    const link = element('a', { download: `real-time-tax-${new Date().toISOString().slice(0, 10)}.json` })
    link.href = URL.createObjectURL(new Blob([exported()], { type: 'application/json' }))
    link.click()
    URL.revokeObjectURL(link.href)
    put(this.#said, 'Saved among your downloads.')
  }

  /** @param {HTMLInputElement} file */
  async #take(file) {
    const chosen = file.files?.[0]
    if (!chosen) return
    const large = chosen.size > LARGEST * 4
    put(this.#said, large ? SAID.large : await chosen.text().then(imported, () => SAID.unreadable))
    file.value = ''
  }

  #reset() {
    progress.reset()
    put(
      this.#said,
      'Everything that was marked, ticked, answered and typed in the course is gone; your calculators keep their values.'
    )
    this.#undo.focus()
  }
}

customElements.define('kept-progress', KeptProgress)
