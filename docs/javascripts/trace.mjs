/**
 * Opens a figure where it stands: its sentence, the formula that ran, the same with the values in it, and below it each
 * value that it was worked out from, down to the reader's answers and the list prices.
 *
 * All of it is in the page already, under "How it is worked out": a formula's names are links to what they stand for.
 * Here they are followed, and what they lead to is shown again in place. Texts stay in their slots, so an edit reaches
 * them too.
 */

import { element } from './element.mjs'

const DEEP = 2 // prices that a figure names itself, or that are one formula further down, are in sight as it is

export class Traces {
  #root
  #prefix
  /** @type {(to: string) => boolean} */
  #own

  /**
   * @param {HTMLElement} root the calculator
   * @param {string} model
   */
  constructor(root, model) {
    this.#root = root
    this.#prefix = `${model}:`
    // A toggle does not rise to the elements around it, but is heard on its way down.
    root.addEventListener('toggle', ({ target }) => this.#opened(target), true)
    this.#own = (to) => to.startsWith(this.#prefix)
  }

  /** The slots of all that is opened here, so that Python works them out. */
  get slots() {
    const found = [...this.#root.querySelectorAll('.rt-trace [data-of]')].map((each) => each.getAttribute('data-of'))
    return [...new Set(found.map((each) => (each ?? '').slice(this.#prefix.length)))]
  }

  /** After an answer another option may be taken: what was opened then shows what is used now. */
  refresh() {
    for (const each of this.#root.querySelectorAll('.rt-trace > [data-used]')) {
      const place = document.getElementById(each.getAttribute('data-of') ?? '')
      const holder = each.parentElement
      if (!place || !holder || usedBy(place) === each.getAttribute('data-used')) continue
      holder.replaceWith(this.#trace(place, holder.parentElement?.matches('.rt-open') ?? false))
    }
    for (const each of this.#root.querySelectorAll('.rt-trace details[data-to]')) {
      const link = this.#root.querySelector(`[data-to-slot="${CSS.escape(each.getAttribute('data-to') ?? '')}"]`)
      if (!link || aim(link) === each.getAttribute('data-of')) continue
      const fresh = this.#input(link)
      if (fresh) each.closest('li')?.replaceWith(fresh)
    }
  }

  /** @param {EventTarget | null} target */
  #opened(target) {
    if (!(target instanceof HTMLDetailsElement) || !target.open || target.querySelector('.rt-trace')) return
    const of = target.getAttribute('data-of')
    const link = of ? null : target.querySelector(':scope.rt-open > a')
    const found = through(document.getElementById(of ?? (link ? aim(link) : '')))
    if (!found) return
    link?.remove()
    target.append(this.#trace(found, !of))
  }

  /**
   * What a place says, and what it was worked out from.
   *
   * @param {Element} place
   * @param {boolean} first whether it is the figure that was opened first
   */
  #trace(place, first) {
    const found = element('div', { class: 'rt-trace' })
    if (place.localName !== 'li') {
      const list = element('ul', { class: 'rt-inputs' })
      list.append(this.#leaf(place))
      found.append(list)
      return found
    }
    const body = element('div')
    body.setAttribute('data-of', place.id)
    const used = usedBy(place)
    if (used !== null) body.setAttribute('data-used', used)
    for (const each of place.children) body.append(plain(each))
    found.append(body)
    const inputs = links(place).map((link) => this.#input(link))
    const prices = first ? this.#prices(place) : []
    if (inputs.length) {
      const list = element('ul', { class: 'rt-inputs' })
      list.append(...inputs.filter((each) => each !== undefined))
      if (prices.length) list.append(this.#under(prices))
      found.append(list)
    }
    return found
  }

  /**
   * One value of a formula: to be opened further, or a leaf.
   *
   * @param {Element} link
   */
  #input(link) {
    const place = document.getElementById(aim(link))
    if (!place || !this.#own(place.id)) return undefined
    if (place.localName !== 'li' || !place.querySelector('code a')) return this.#leaf(place, link.textContent ?? '')
    const details = element('details')
    details.setAttribute('data-of', place.id)
    const moves = link.getAttribute('data-to-slot')
    if (moves) details.setAttribute('data-to', moves)
    const summary = element('summary')
    summary.append(named(link.textContent ?? ''), ' ', ...valueOf(place))
    details.append(summary)
    const item = element('li')
    item.append(details)
    return item
  }

  /**
   * An answer of the reader's, a fixed one, or a figure with its source.
   *
   * @param {Element} place
   * @param {string} [name]
   */
  #leaf(place, name = '') {
    const item = element('li', { class: 'rt-leaf' })
    item.setAttribute('data-of', place.id)
    const title = place.querySelector('th span')?.textContent ?? place.previousElementSibling?.textContent ?? ''
    if (name) item.append(named(name), ' ')
    item.append(...valueOf(place))
    if (place.localName === 'dd') {
      const from = element('span', { class: 'rt-from' })
      const whose = element('span')
      whose.setAttribute('data-slot', `${place.id.slice(this.#prefix.length)}:from`)
      whose.textContent = 'the default'
      from.append(`${title}: `, whose)
      item.append(' ', from)
    } else if (place.localName === 'tr') {
      const from = element('span', { class: 'rt-from' })
      from.append(`${title}: `)
      for (const each of place.lastElementChild?.childNodes ?? []) from.append(each.cloneNode(true))
      item.append(' ', from)
    } else if (place.localName === 'li') {
      item.append(' ', element('span', { class: 'rt-from' }, place.querySelector('p')?.textContent ?? ''))
    } else {
      const from = element('a', { class: 'rt-from' }, 'in the table of options')
      from.setAttribute('href', `#${place.id}`)
      item.append(from)
    }
    return item
  }

  /**
   * The list prices that a figure rests on, those in sight left out.
   *
   * @param {Element} place
   */
  #prices(place) {
    const seen = new Set([place])
    /** @type {Element[]} */
    const found = []
    let level = [place]
    for (let depth = 1; level.length; depth++) {
      const next = level.flatMap((each) => links(each).map((link) => document.getElementById(aim(link))))
      level = []
      for (const each of next) {
        if (!each || seen.has(each) || !this.#own(each.id)) continue
        seen.add(each)
        if (each.localName === 'tr' && depth > DEEP) found.push(each)
        if (each.localName === 'li') level.push(each)
      }
    }
    return found
  }

  /** @param {Element[]} prices */
  #under(prices) {
    const details = element('details', { class: 'rt-under-it' })
    details.append(element('summary', {}, `All list prices and assumptions below it: ${prices.length}`))
    const trace = element('div', { class: 'rt-trace' })
    const list = element('ul', { class: 'rt-inputs' })
    list.append(...prices.map((each) => this.#leaf(each)))
    trace.append(list)
    details.append(trace)
    const item = element('li')
    item.append(details)
    return item
  }
}

/**
 * The place of a value that is only handed on is where it was worked out.
 *
 * @param {Element | null} place
 * @returns {Element | null}
 */
function through(place) {
  const only = place && links(place).length === 1 ? place.querySelector(':scope > code') : null
  if (!only || !/^\w+ = [\w.]+$/.test(only.textContent ?? '')) return place
  const [link] = links(/** @type {Element} */ (place))
  const next = link ? document.getElementById(aim(link)) : null
  return next && next !== place ? (through(next) ?? next) : place
}

/**
 * The names of a formula that it read for this answer, each once.
 *
 * @param {Element} place
 */
function links(place) {
  const used = usedBy(place)?.split(' ')
  const found = [...place.querySelectorAll(':scope > code a')].filter(
    (each) => !used || used.includes(aim(each).slice(aim(each).indexOf(':') + 1))
  )
  return found.filter((each, i) => found.findIndex((other) => aim(other) === aim(each)) === i)
}

/**
 * The places that a formula with conditions read for this answer; null where it reads all it names.
 *
 * @param {Element} place
 */
function usedBy(place) {
  return place.querySelector(':scope > [data-used]')?.getAttribute('data-used') ?? null
}

/**
 * The id that a link leads to.
 *
 * @param {Element} link
 */
function aim(link) {
  // Instant navigation makes every address whole, so the attribute is no longer what stands in the page's source.
  return decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1))
}

/**
 * The value of a place, in its slot.
 *
 * @param {Element} place
 */
function valueOf(place) {
  const slot = place.matches('[data-slot]') ? place : place.querySelector('.rt-here [data-slot], [data-slot]')
  return slot ? [plain(slot)] : []
}

/**
 * A copy without ids and links into the page: each stands once.
 *
 * @param {Element} original
 */
function plain(original) {
  const copy = /** @type {Element} */ (original.cloneNode(true))
  if (original.closest('[data-old]')) {
    for (const each of copy.matches('[data-slot]') ? [copy] : copy.querySelectorAll('[data-slot]'))
      each.textContent = '–'
  }
  for (const each of copy.querySelectorAll('code a')) each.replaceWith(...each.childNodes)
  for (const each of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of ['id', 'data-used', 'data-used-slot']) each.removeAttribute(name)
  }
  return copy
}

/** @param {string} name */
function named(name) {
  return element('code', {}, name)
}
