/** Everything of the course's pages that the reader can do; each page is complete without it. */
import './backup.mjs'
import './checklist.mjs'
import './quiz.mjs'
import './syllabus.mjs'
import { button, element, put } from './element.mjs'

/** <copy-text>: a text in its drawer, and a button that copies it. */
class CopyText extends HTMLElement {
  connectedCallback() {
    if (this.querySelector('button')) return
    const said = element('span', { role: 'status' })
    const copy = async () =>
      put(
        said,
        await navigator.clipboard.writeText(this.querySelector('pre')?.textContent ?? '').then(
          () => 'Copied.',
          () => 'This browser does not let the page copy: mark the text and copy it.'
        )
      )
    this.querySelector('details')?.append(button('Copy', copy), said)
  }
}

customElements.define('copy-text', CopyText)

// What a term means is closed by Escape, and opens again when the reader comes back to it.
addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const each of document.querySelectorAll('.rt-term:is(:hover, :focus-within)')) {
    each.setAttribute('data-closed', '')
    for (const end of ['pointerleave', 'focusout']) {
      each.addEventListener(end, () => each.removeAttribute('data-closed'), { once: true })
    }
  }
})
