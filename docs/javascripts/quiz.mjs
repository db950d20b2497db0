/** <quiz-question>: an answer, and why; <quiz-set>: several of them, what to review, and the exam. */
import { Stalled, Superseded, ask, warm } from './client.mjs'
import { button, day, element, put } from './element.mjs'
import { Follower } from './follower.mjs'
import * as progress from './progress.mjs'
import * as scenario from './scenario.mjs'
import { next, scored } from './score.mjs'

/** @typedef {{ right: boolean, text: string, wrong: string }} Marked what calc says of a number that was typed */
/** @typedef {import('./client.mjs').Reply & { given: Record<string, string>, marked: Marked }} Answered */

const SAID = {
  nothing: 'Answer first.',
  working: 'Working it out for your scenario…',
  stalled: 'This took too long and was stopped. Try again.',
  away: 'Python could not be loaded, so your number cannot be marked. The answer for the default scenario is below.',
  later: 'Python could not be loaded, so your number is not marked yet.',
  left: 'not marked: see what is said there. What you typed stays; hand in again when it can be, or leave the exam.'
}

class QuizQuestion extends Follower {
  #exam = false
  #shown = 'null' // the entry that the fields were filled from
  #check = button('Check', () => this.answer(), 'rt-first')
  #again = button('Try again', () => this.clear())

  make() {
    const acts = this.one('.rt-quiz-acts')
    acts.hidden = false
    acts.append(this.#check, this.#again)
    for (const field of this.#fields()) {
      field.addEventListener('keydown', (event) => {
        if (event instanceof KeyboardEvent && event.key === 'Enter' && !this.#exam) void this.answer()
      })
      if (field.type === 'text') field.addEventListener('focus', warm, { once: true })
    }
  }

  show() {
    const entry = this.entry
    if (this.#exam) return
    // Only what was answered anew: what is ticked or typed here, and not yet checked, stays.
    const now = JSON.stringify(entry ?? null)
    if (now !== this.#shown) this.#fill(entry?.given ?? [])
    this.#shown = now
    this.#result(entry)
  }

  get key() {
    return `answer:${this.data('id')}`
  }

  get entry() {
    return progress.get(this.key)
  }

  /** Whether the reader should look at it again today. */
  get due() {
    const { due = 0 } = this.entry ?? {}
    return due > 0 && due <= Date.now()
  }

  /** Take what is ticked or typed as the answer, and say whether nothing is left that could not be marked. */
  async answer() {
    const given = this.#given()
    const said = this.one('.rt-result')
    put(said, given.length || this.#exam ? '' : SAID.nothing)
    if (!given.length) return true
    let score = scored(this.#right(), given)
    if (this.data('kind') === 'numeric') {
      put(said, SAID.working)
      const found = await this.#marked(given[0] ?? '')
      if (!found) return false
      score = found.right ? 1 : 0
      put(said, '')
    }
    progress.set(this.key, { given, score, ...next(this.entry, score, Date.now()) })
    if (this.#exam) return true
    this.#open()
    this.#again.focus() // the button that was pressed is gone
    return true
  }

  /** Bring the reader to it. */
  lead() {
    this.#fields()[0]?.focus()
  }

  /** Ready to be answered anew; what was said before counts until it is. */
  clear() {
    this.#fill([])
    this.#result(undefined)
    this.#solution.open = false
    this.lead()
  }

  /** @param {boolean} on */
  exam(on) {
    this.#exam = on
    if (on) {
      this.#fill([])
      this.#result(undefined)
      this.#solution.open = false
    }
    for (const each of ['.rt-hint', '.rt-solution', '.rt-quiz-acts']) this.one(each).hidden = on
    if (!on) this.show()
  }

  /** Show how it was, after an exam. */
  reveal() {
    this.exam(false)
    this.#open()
  }

  get #solution() {
    return /** @type {HTMLDetailsElement} */ (this.one('.rt-solution'))
  }

  #fields() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('.rt-choices input, .rt-numeric input')])
  }

  #given() {
    const typed = this.data('kind') === 'numeric'
    const found = this.#fields().filter((field) => (typed ? field.value.trim() : field.checked))
    return found.map(({ value }) => value.trim().slice(0, 60))
  }

  #right() {
    return [...this.querySelectorAll('li[data-right]')].map((each) => each.getAttribute('data-option') ?? '')
  }

  /** @param {string[]} given */
  #fill(given) {
    for (const field of this.#fields()) {
      if (field.type === 'text') field.value = given[0] ?? ''
      else field.checked = given.includes(field.value)
    }
  }

  #open() {
    this.#solution.open = true
  }

  /** @param {progress.Entry | undefined} entry */
  #result(entry) {
    const { score, due = 0 } = entry ?? {}
    if (score === undefined) delete this.dataset['score']
    else this.dataset['score'] = String(Math.round(score * 100) / 100)
    this.#again.hidden = score === undefined
    this.#check.hidden = score !== undefined
    const back = due ? ` It comes back on ${day(due)}.` : ''
    put(this.one('.rt-result'), score === undefined ? '' : this.#told(score, entry?.given ?? []) + back)
    for (const each of this.querySelectorAll('li[data-option]')) {
      const chosen = entry?.given?.includes(each.getAttribute('data-option') ?? '')
      each.toggleAttribute('data-chosen', Boolean(chosen))
    }
  }

  /**
   * @param {number} score
   * @param {string[]} given
   */
  #told(score, given) {
    if (score === 1) return 'Right.'
    const right = this.#right()
    if (this.data('kind') !== 'multiple') return 'Not right.'
    const found = given.filter((each) => right.includes(each)).length
    return `${found} of ${right.length} found, ${given.length - found} wrong: ${Math.round(score * 100)}% of the point.`
  }

  /**
   * What calc makes of a number, for the reader's own scenario; nothing where that is not to be had, which is said.
   *
   * @param {string} typed
   * @returns {Promise<Marked | undefined>}
   */
  async #marked(typed) {
    const fixed = JSON.parse(this.data('given'))
    const { given, prices } = scenario.values()
    const request = {
      model: this.data('model'),
      given: { ...given, ...fixed },
      prices,
      loose: true,
      opened: [],
      traced: [`/${this.data('output')}`],
      check: { output: this.data('output'), typed, unit: this.data('unit'), tolerance: this.data('tolerance') }
    }
    const said = this.one('.rt-result')
    try {
      const reply = /** @type {Answered} */ (await ask(this.key, request))
      const wrong = Object.values(reply.errors)[0] ?? reply.marked.wrong
      put(said, wrong)
      if (wrong) return undefined
      const { text } = reply.marked
      const own = Object.keys(reply.given).some((name) => !(name in fixed)) || Object.keys(reply.own).length
      const of = own ? 'your scenario' : 'the default scenario'
      this.one('.rt-found').replaceChildren(element('strong', {}, text), ` for ${of}.`)
      put(this.one('.rt-worked .rt-here'), `= ${reply.slots[`/${this.data('output')}=`]}`)
      return reply.marked
    } catch (failure) {
      if (failure instanceof Superseded) return undefined
      put(said, failure instanceof Stalled ? SAID.stalled : this.#exam ? SAID.later : SAID.away)
      if (!(failure instanceof Stalled || this.#exam)) this.#open()
      return undefined
    }
  }
}

class QuizSet extends Follower {
  #mode = '' // all questions, those to review, or an exam
  /** @type {QuizQuestion[]} those that are asked in this mode */
  #asked = []
  /** @type {Map<QuizQuestion, number | undefined>} when each was answered before the exam */
  #before = new Map()
  #marking = false

  make() {
    const bar = this.#bar
    bar.hidden = false
    this.one('.rt-quiz-end').append(
      element('p', { class: 'rt-score', role: 'status', tabindex: '-1' }),
      element('p', { class: 'rt-quiz-ways' })
    )
    bar.append(element('p', { class: 'rt-tally', role: 'status' }), element('p', { class: 'rt-quiz-ways' }))
    this.#asked = this.#questions()
    for (const each of this.#questions()) customElements.upgrade(each)
  }

  show() {
    const questions = this.#questions()
    const answered = questions.filter(({ entry }) => entry)
    const points = Math.round(answered.reduce((sum, { entry }) => sum + (entry?.score ?? 0), 0) * 10) / 10
    const due = questions.filter((each) => each.due)
    const coming = questions.map(({ entry }) => entry?.due ?? 0).filter((time) => time > Date.now())
    const whole = this.dataset['whole'] !== undefined
    const said = [
      this.#mode === 'exam'
        ? 'Exam: answers and reasons come when you hand in.'
        : `${answered.length} of ${questions.length} answered, ${points} point${points === 1 ? '' : 's'}.`,
      due.length && this.#mode !== 'exam' ? `${due.length} to look at again today.` : '',
      !due.length && coming.length ? `The next to look at again comes on ${day(Math.min(...coming))}.` : ''
    ]
    put(this.one('.rt-tally'), said.filter(Boolean).join(' '))
    const ways = []
    if (this.#mode) ways.push(button(this.#mode === 'exam' ? 'Leave the exam' : 'All questions', () => this.#start('')))
    else {
      if (due.length) ways.push(button(`Review ${due.length}`, () => this.#start('review'), 'rt-first'))
      if (whole)
        ways.push(
          button('Take it as an exam', () => this.#start('exam')),
          button('Print', () => print())
        )
    }
    const box = /** @type {HTMLElement} */ (this.#bar.querySelector('.rt-quiz-ways'))
    if (key(box) !== ways.map((each) => each.textContent).join()) box.replaceChildren(...ways)
    box.hidden = !ways.length
    this.#bar.hidden = !whole && !answered.length
  }

  get #bar() {
    return this.one('.rt-quiz-bar')
  }

  #questions() {
    return /** @type {QuizQuestion[]} */ ([...this.querySelectorAll('quiz-question')])
  }

  /** @param {string} mode */
  #start(mode) {
    this.#mode = mode
    this.#asked = this.#questions().filter((each) => mode !== 'review' || each.due)
    this.#before = new Map(this.#asked.map((each) => [each, each.entry?.at]))
    for (const each of this.#questions()) {
      each.hidden = !this.#asked.includes(each)
      each.exam(mode === 'exam')
      if (mode === 'review' && !each.hidden) each.clear()
    }
    const end = this.one('.rt-quiz-end')
    end.hidden = mode !== 'exam'
    put(this.one('.rt-score'), '')
    end.querySelector('.rt-quiz-ways')?.replaceChildren(button('Hand in', () => this.#handIn(), 'rt-first'))
    this.show()
    this.#asked[0]?.querySelector('input')?.focus()
  }

  /** The exam ends when all that was answered is marked. */
  async #handIn() {
    if (this.#marking) return
    this.#marking = true
    const said = this.one('.rt-score')
    put(said, 'Marking…')
    const open = []
    for (const each of this.#asked) if (!(await each.answer())) open.push(each)
    this.#marking = false
    if (this.#mode !== 'exam') return // it was left in the meantime
    if (open.length) {
      put(said, `${open.length} of ${this.#asked.length} ${SAID.left}`)
      open[0]?.lead()
      return
    }
    const now = this.#asked.filter((each) => each.entry && each.entry.at !== this.#before.get(each))
    const points = Math.round(now.reduce((sum, { entry }) => sum + (entry?.score ?? 0), 0) * 10) / 10
    this.#mode = ''
    for (const each of this.#asked) {
      if (now.includes(each)) each.reveal()
      else each.exam(false)
    }
    const left = this.#asked.length - now.length
    put(said, `${points} of ${this.#asked.length} points.${left ? ` ${left} not answered.` : ''}`)
    this.one('.rt-quiz-end .rt-quiz-ways').replaceChildren()
    this.show()
    this.one('.rt-score').focus() // the answers that open push it out of sight, and the button is gone
  }
}

/** @param {Element} box */
function key(box) {
  return [...box.children].map((each) => each.textContent).join()
}

customElements.define('quiz-question', QuizQuestion)
customElements.define('quiz-set', QuizSet)
