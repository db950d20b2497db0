/** What an answer is worth, and when a question that was missed comes back. */

/** Days until a question that was missed comes back, and each time after it was right. */
export const DAYS = [1, 3, 7, 21]

/**
 * From 0 to 1. Each right option that is ticked earns its share, each wrong one costs as much; never below nothing.
 *
 * @param {string[]} right
 * @param {string[]} ticked
 */
export function scored(right, ticked) {
  const hits = ticked.filter((each) => right.includes(each)).length
  const misses = ticked.length - hits
  return Math.max(0, (hits - misses) / right.length)
}

/**
 * When to come back to a question, as a time and the step of DAYS that it is at; 0 is never.
 *
 * @param {{ step?: number, due?: number } | undefined} before what was said of it last
 * @param {number} score
 * @param {number} now
 */
export function next(before, score, now) {
  if (score < 1) return { step: 0, due: later(now, 0) }
  const { step = 0, due = 0 } = before ?? {}
  if (!due) return { step: 0, due: 0 } // right at once: nothing to come back to
  if (now < due) return { step, due } // too early to count
  return step + 1 < DAYS.length ? { step: step + 1, due: later(now, step + 1) } : { step: 0, due: 0 }
}

/**
 * The start of the day that is so many days away.
 *
 * @param {number} now
 * @param {number} step
 */
function later(now, step) {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() + /** @type {number} */ (DAYS[step]))
  return day.getTime()
}
