/**
 * The pictures of a calculator, drawn again by Python after each answer: the headline comes first, and a picture that
 * nobody has unfolded not at all. And the draws that say how far the answer spreads, a slice at a time.
 */
import { Stalled, Superseded, Unavailable, draw } from './client.mjs'
import { element } from './element.mjs'

/** @typedef {import('./client.mjs').Request} Request */

const SAID = {
  failed: 'This could not be worked out for your values.',
  stalled: 'This took too long and was stopped.',
  offline: 'No connection, so Python could not be loaded.',
  updated: 'The site was updated since you opened this page. Reload it to go on.',
  waiting: 'Working it out…',
  refused: 'No picture for these values: see the field marked in the form.',
  stopped: 'Stopped.'
}

const ENDS = ['low', 'likely', 'high'] // in the order in which they stand

export class Pictures {
  #root
  #model
  #request
  #turn = 0
  #default = false // whether the figures are back at the defaults, whatever the fields say
  #drawing = 0 // which press of the button the draws are of
  /** @type {Map<HTMLElement, { html: string, over: string }>} what was drawn when the site was built */
  #defaults = new Map()

  /**
   * @param {HTMLElement} root the calculator
   * @param {string} model
   * @param {() => Request} request what the fields say now
   */
  constructor(root, model, request) {
    this.#root = root
    this.#model = model
    this.#request = () => (this.#default ? { model, given: {}, prices: {} } : request())
    for (const each of this.#all()) this.#defaults.set(each, { html: each.innerHTML, over: each.dataset['over'] ?? '' })
    for (const each of root.querySelectorAll('.rt-over, .rt-which, .rt-spread')) each.removeAttribute('hidden')
    root.addEventListener('change', ({ target }) => this.#chosen(target))
    for (const form of root.querySelectorAll('.rt-draws')) {
      form.querySelector('.rt-draw')?.addEventListener('click', () => this.#spread(form))
      form.querySelector('.rt-stop')?.addEventListener('click', () => {
        this.#drawing++
        form.removeAttribute('data-drawing')
        const line = form.querySelector('.rt-drawn')
        if (line) line.textContent = SAID.stopped
      })
    }
    root.addEventListener('toggle', ({ target }) => this.#opened(target), true)
  }

  /** Draw what can be seen, for what the fields say now. */
  draw() {
    this.#default = false
    const turn = this.#stop()
    for (const each of this.#root.querySelectorAll('.rt-draws')) {
      each.toggleAttribute('data-old', true)
      if (seen(each)) this.#rows(each)
    }
    for (const each of this.#all()) {
      if (seen(each)) this.#fresh(each, turn)
      else each.toggleAttribute('data-old', true)
    }
  }

  /** No picture stands for values that have no answer. */
  refuse() {
    this.#default = false
    this.#stop()
    for (const each of this.#all()) refused(each)
  }

  /** Back to what was drawn when the site was built, as the figures go back. */
  restore() {
    this.#default = true
    this.#stop()
    for (const each of this.#root.querySelectorAll('.rt-draws')) each.toggleAttribute('data-old', true)
    for (const [each, { html, over }] of this.#defaults) {
      each.innerHTML = html
      each.removeAttribute('data-old')
      if (over) each.dataset['over'] = over
      const select = each.closest('.rt-over')?.querySelector('select')
      if (select && over) select.value = over
    }
  }

  /** The reader has gone to another page. */
  end() {
    this.#stop()
  }

  /** What is under way is for other values: no picture and no draws of it are shown. */
  #stop() {
    this.#drawing++
    for (const each of this.#root.querySelectorAll('.rt-result, .rt-drawn')) each.replaceChildren()
    for (const each of this.#root.querySelectorAll('[data-drawing]')) each.removeAttribute('data-drawing')
    return ++this.#turn
  }

  /** @returns {HTMLElement[]} */
  #all() {
    return [...this.#root.querySelectorAll('[data-picture]')].filter((each) => each instanceof HTMLElement)
  }

  /**
   * @param {HTMLElement} place
   * @param {number} turn
   */
  async #fresh(place, turn) {
    const { picture = '', over = '' } = place.dataset
    try {
      const request = { ...this.#request(), do: 'draw', name: picture, over }
      const { html, errors } = await draw(`${this.#model}|${picture}|${over}`, request)
      if (turn !== this.#turn || over !== (place.dataset['over'] ?? '')) return
      place.removeAttribute('data-old')
      if (Object.keys(errors).length) refused(place)
      else fresh(place, html ?? '')
    } catch (error) {
      if (error instanceof Superseded || turn !== this.#turn) return
      place.replaceChildren(said(why(error)))
      place.toggleAttribute('data-old', true)
    }
  }

  /** @param {EventTarget | null} target */
  #opened(target) {
    if (!(target instanceof HTMLDetailsElement) || !target.open) return
    for (const each of this.#all()) {
      const empty = !each.childNodes.length || each.hasAttribute('data-old')
      if (empty && each.closest('details') === target) this.#fresh(each, this.#turn)
    }
    const form = target.querySelector(':scope > .rt-draws')
    if (form) this.#rows(form)
  }

  /** @param {EventTarget | null} target */
  #chosen(target) {
    if (!(target instanceof HTMLSelectElement) || !target.matches('.rt-over select')) return
    for (const each of target.closest('.rt-over')?.querySelectorAll('[data-over]') ?? []) {
      if (!(each instanceof HTMLElement)) continue
      each.dataset['over'] = target.value
      this.#fresh(each, this.#turn)
    }
  }

  /**
   * The fields for ranges; after an edit only what stands in an empty one is another, and what was typed stays.
   *
   * @param {Element} form
   */
  async #rows(form) {
    const fields = /** @type {HTMLElement} */ (form.querySelector('.rt-ranges'))
    if (fields.childNodes.length && !form.hasAttribute('data-old')) return
    if (!fields.childNodes.length) fields.replaceChildren(said(SAID.waiting))
    try {
      const { html, errors } = await draw(`${this.#model}|ranges`, { ...this.#request(), do: 'ranges' })
      form.toggleAttribute('data-old', Object.keys(errors).length > 0)
      const typed = rangesOf(form)
      if (html === undefined) fields.replaceChildren(said(SAID.refused))
      else fields.innerHTML = html
      for (const field of inputsOf(form))
        field.value = typed[field.name]?.[ENDS.indexOf(field.dataset['end'] ?? '')] ?? ''
    } catch (error) {
      if (error instanceof Superseded) return
      fields.replaceChildren(said(why(error)))
      form.toggleAttribute('data-old', true)
    }
  }

  /** @param {Element} form */
  async #spread(form) {
    const turn = ++this.#drawing
    const output = /** @type {HTMLElement} */ (form.querySelector('.rt-result'))
    const progress = /** @type {HTMLProgressElement} */ (form.querySelector('progress'))
    const line = /** @type {HTMLElement} */ (form.querySelector('.rt-drawn'))
    const request = { ...this.#request(), prices: this.#request().prices ?? {}, do: 'spread', ranges: rangesOf(form) }
    form.toggleAttribute('data-drawing', true)
    output.replaceChildren()
    try {
      for (;;) {
        const reply = await draw(`${this.#model}|spread`, request)
        if (turn !== this.#drawing) return
        const wrong = Object.values(reply.errors)
        for (const field of inputsOf(form)) {
          if (field.name in reply.errors) field.setAttribute('aria-invalid', 'true')
          else field.removeAttribute('aria-invalid')
        }
        if (wrong.length) {
          line.textContent = wrong.join(' ')
          output.replaceChildren()
          return
        }
        progress.max = reply.of ?? 1
        progress.value = reply.done ?? 0
        line.textContent = reply.said ?? ''
        if (reply.html !== undefined) {
          output.innerHTML = reply.html
          return
        }
      }
    } catch (error) {
      if (!(error instanceof Superseded) && turn === this.#drawing) line.textContent = why(error)
    } finally {
      if (turn === this.#drawing) form.removeAttribute('data-drawing')
    }
  }
}

/**
 * Put a new picture in the place of the old one; what was unfolded stays so.
 *
 * @param {Element} place
 * @param {string} html
 */
function fresh(place, html) {
  const open = [...place.querySelectorAll('details')].map((each) => each.open)
  const focused = place.contains(document.activeElement) && document.activeElement?.matches('.rt-plot')
  place.innerHTML = html
  for (const [i, each] of [...place.querySelectorAll('details')].entries()) each.open = open[i] ?? false
  if (focused) /** @type {HTMLElement | null} */ (place.querySelector('.rt-plot'))?.focus()
}

/**
 * What was typed for each input: low, likely and high.
 *
 * @param {Element} form
 */
function rangesOf(form) {
  /** @type {Record<string, string[]>} */
  const found = {}
  for (const field of inputsOf(form)) {
    found[field.name] = [...(found[field.name] ?? []), field.value.trim()]
  }
  return found
}

/**
 * @param {Element} form
 * @returns {HTMLInputElement[]}
 */
function inputsOf(form) {
  return [...form.querySelectorAll('input')].filter((each) => each.dataset['end'])
}

/** @param {Element} element */
function seen(element) {
  for (let each = element.closest('details'); each; each = each.parentElement?.closest('details') ?? null) {
    if (!each.open) return false
  }
  return true
}

/**
 * No picture, and a word of why; not beside each field and under the headline, where it would only be said again.
 *
 * @param {HTMLElement} place
 */
function refused(place) {
  place.replaceChildren(...(place.matches('.rt-beside, .rt-turn') ? [] : [said(SAID.refused)]))
}

/** @param {unknown} error */
function why(error) {
  if (error instanceof Stalled) return SAID.stalled
  if (error instanceof Unavailable && (error.reason === 'offline' || error.reason === 'updated'))
    return SAID[error.reason]
  return SAID.failed
}

/** @param {string} text */
function said(text) {
  return element('p', { class: 'rt-fine' }, text)
}
