/**
 * What a picture (calc/charts) can do with a script: say the values nearest to the pointer or the arrow keys, and be
 * downloaded. A picture is read from the page each time, for it may be another one after an edit.
 *
 * The rows of a picture's table know where in it they are (data-x of 1000 across, data-y pixels down), and their cells
 * are what is read out.
 *
 * @typedef {{ row: HTMLTableRowElement, x: number | undefined, y: number | undefined }} Place
 */

const SCALE = 2 // pixels of a PNG to a pixel of the page
const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 })
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'vector-effect',
  'text-anchor',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric'
]

/** @param {EventTarget | null} target */
function plotOf(target) {
  const plot = target instanceof Element ? target.closest('.rt-plot') : null
  return plot instanceof HTMLElement ? plot : undefined
}

/** @param {HTMLElement} plot */
function svgOf(plot) {
  return /** @type {SVGSVGElement} */ (plot.querySelector('svg'))
}

/**
 * @param {HTMLElement} plot
 * @returns {Place[]} from left to right, or from top to bottom where only that is known
 */
function placesOf(plot) {
  const rows = plot.closest('.rt-picture')?.querySelectorAll('tr') ?? []
  const all = [...rows].map((row) => ({ row, x: numberOf(row.dataset['x']), y: numberOf(row.dataset['y']) }))
  const found = all.filter(({ x, y }) => x !== undefined || y !== undefined)
  return byRow(plot) ? found : found.sort((a, b) => (a.x ?? 0) - (b.x ?? 0))
}

/** @param {string | undefined} text */
function numberOf(text) {
  return text === undefined ? undefined : Number(text)
}

/** Whether the rows of the table are rows of the picture too. @param {HTMLElement} plot */
function byRow(plot) {
  return Boolean(plot.closest('.rt-breakdown, .rt-tornado'))
}

/**
 * Say what is at *place*, and show where it is.
 *
 * @param {HTMLElement} plot
 * @param {Place} place
 */
function say(plot, place) {
  const heads = [...(place.row.closest('table')?.querySelectorAll('thead th') ?? [])]
  const [name, ...cells] = [...place.row.cells].map((cell, i) => {
    const head = i ? heads[i]?.textContent : ''
    return head && cell.textContent ? `${head}: ${cell.textContent}` : cell.textContent
  })
  const text = [name, ...cells.filter(Boolean)].join(' · ')
  const line = plot.closest('.rt-picture')?.querySelector('.rt-readout')
  if (line instanceof HTMLElement && line.textContent !== text) {
    line.textContent = text
    line.style.minHeight = `${line.offsetHeight}px` // what is below does not jump away from a click when it is empty again
  }
  for (const row of placesOf(plot)) row.row.toggleAttribute('data-said', row.row === place.row)
  const svg = svgOf(plot)
  const frame = plot.getBoundingClientRect()
  const area = svg.getBoundingClientRect()
  const at = plot.querySelector('.rt-at') ?? plot.appendChild(document.createElement('i'))
  const { style, dataset } = /** @type {HTMLElement} */ (at)
  at.className = 'rt-at'
  const rows = byRow(plot)
  dataset['along'] = rows ? 'y' : place.y === undefined ? 'x' : 'xy'
  const left = area.left - frame.left + ((place.x ?? 0) / 1000) * area.width
  const top = area.top - frame.top + (place.y ?? 0)
  style.left = rows ? '0' : `${left}px`
  style.top = rows || place.y !== undefined ? `${top}px` : `${area.top - frame.top}px`
  style.width = rows ? '100%' : ''
  style.height = !rows && place.y === undefined ? `${area.height}px` : ''
}

/** @param {HTMLElement} plot */
function hush(plot) {
  plot.querySelector('.rt-at')?.remove()
  const picture = plot.closest('.rt-picture')
  for (const row of picture?.querySelectorAll('[data-said]') ?? []) row.removeAttribute('data-said')
  const line = picture?.querySelector('.rt-readout')
  if (line) line.textContent = ''
}

/** @param {PointerEvent} event */
function point(event) {
  const plot = plotOf(event.target)
  if (!plot) return
  const area = svgOf(plot).getBoundingClientRect()
  const rows = byRow(plot)
  const near = (/** @type {Place} */ { x, y }) => {
    const across = x === undefined || rows ? 0 : (x / 1000) * area.width - (event.clientX - area.left)
    const down = y === undefined ? 0 : y - (event.clientY - area.top)
    return Math.hypot(across, down)
  }
  const [nearest] = placesOf(plot).sort((a, b) => near(a) - near(b))
  if (nearest) say(plot, nearest)
}

/** @param {KeyboardEvent} event */
function step(event) {
  const plot = plotOf(event.target)
  if (!plot || event.altKey || event.ctrlKey || event.metaKey) return
  if (event.key === 'Escape') return hush(plot)
  const places = placesOf(plot)
  const last = places.length - 1
  const now = places.findIndex(({ row }) => row.hasAttribute('data-said'))
  const by = STEPS[event.key]
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? last : by === undefined ? -1 : now < 0 ? 0 : now + by
  const place = places[Math.min(next, last)]
  if (event.key in STEPS || event.key === 'Home' || event.key === 'End') event.preventDefault() // the page stays
  if (place) say(plot, place)
}

/**
 * The picture as a file of its own: as wide as it is on the page, the styles in it, on paper.
 *
 * @param {HTMLElement} plot
 */
function alone(plot) {
  const svg = svgOf(plot)
  const frame = plot.getBoundingClientRect()
  const area = svg.getBoundingClientRect()
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true))
  const originals = svg.querySelectorAll('*')
  /** @type {Element[]} */
  const unseen = []
  copy.querySelectorAll('*').forEach((each, i) => {
    const original = /** @type {Element} */ (originals[i])
    const shown = getComputedStyle(original)
    if (shown.display === 'none' && !original.closest('defs')) unseen.push(each)
    const kept = STYLES.map((name) => [name, shown.getPropertyValue(name)]).filter(([, value]) => value)
    // A pattern is named by its fill, and what the browser says of it holds the address of this page.
    const own = original.getAttribute('fill') ? kept.filter(([name]) => name !== 'fill') : kept
    if (/^(path|rect|circle|text)$/.test(each.tagName))
      each.setAttribute('style', own.map((pair) => pair.join(':')).join(';'))
    if (each.tagName === 'svg') each.setAttribute('overflow', 'visible')
  })
  for (const each of unseen) each.remove()
  const name = 'http://www.w3.org/2000/svg'
  const title = plot.closest('.rt-picture')?.querySelector('figcaption')
  const styles = getComputedStyle(plot)
  const lead = 34 // pixels for the name
  const width = Math.ceil(frame.width) + 32
  const height = Math.ceil(frame.height) + 32 + lead
  const whole = document.createElementNS(name, 'svg')
  whole.setAttribute('xmlns', name)
  whole.setAttribute('viewBox', `0 0 ${width} ${height}`)
  whole.setAttribute('width', String(width))
  whole.setAttribute('height', String(height))
  const paper = document.createElementNS(name, 'rect')
  paper.setAttribute('width', '100%')
  paper.setAttribute('height', '100%')
  paper.setAttribute('fill', styles.getPropertyValue('--rt-paper') || '#fff')
  const said = document.createElementNS(name, 'text')
  said.textContent = title?.textContent ?? ''
  said.setAttribute('x', '16')
  said.setAttribute('y', '32')
  said.setAttribute('style', `font:600 16px ${styles.fontFamily.replaceAll('"', "'")};fill:${styles.color}`)
  copy.setAttribute('x', String(area.left - frame.left + 16))
  copy.setAttribute('y', String(area.top - frame.top + 16 + lead))
  copy.setAttribute('width', String(area.width))
  copy.setAttribute('height', String(area.height))
  copy.setAttribute('overflow', 'visible')
  whole.append(paper, said, copy)
  return { text: new XMLSerializer().serializeToString(whole), width, height }
}

/**
 * @param {HTMLElement} plot
 * @param {string} kind
 */
async function get(plot, kind) {
  const { text, width, height } = alone(plot)
  const name = plot.closest('.rt-picture')?.id || 'picture'
  if (kind === 'svg') return save(new Blob([text], { type: 'image/svg+xml' }), `${name}.svg`)
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => blob && save(blob, `${name}.png`), 'image/png')
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

document.addEventListener('pointermove', point)
document.addEventListener('pointerdown', point)
document.addEventListener('pointerout', (event) => {
  const plot = plotOf(event.target)
  if (plot && plotOf(event.relatedTarget) !== plot && event.pointerType === 'mouse') hush(plot)
})
document.addEventListener('keydown', step)
document.addEventListener('focusout', (event) => {
  const plot = plotOf(event.target)
  if (plot) hush(plot)
})
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-get]') : null
  const plot = button?.closest('.rt-picture')?.querySelector('.rt-plot')
  if (button instanceof HTMLElement && plot instanceof HTMLElement) void get(plot, button.dataset['get'] ?? '')
})
