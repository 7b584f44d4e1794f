import type { SchemeBody } from '#rooms/2-assets/classification/contract-scheme.ts'

type Questions = SchemeBody['questions']
type Axes = SchemeBody['axes']
type Gives = Questions[number]['answers'][number]['gives']

/** What cannot be read: the line, and what is wrong there. */
export type UnreadQuestion = {
  readonly wrongLine: number
  readonly why: 'no-question' | 'no-class' | 'two-classes'
  /** The name that is no class, or the second class of one axis. */
  readonly word: string
}

/**
 * Questions as lines somebody writes: a question on a line of its own, its answers below it, each after 「・」 and with the
 * classes it leads to after 「=」.
 */
export function textOfQuestions(questions: Questions, axes: Axes): string {
  const named = (gives: Gives): string =>
    axes
      .flatMap(({ axis, classes }) => classes.find((each) => each.value === gives[axis])?.label ?? [])
      .join('、')
  return questions
    .map(({ text, answers }) =>
      [
        text,
        ...answers.map(({ label, gives }) => {
          const classes = named(gives)
          return classes === '' ? `・${label}` : `・${label} = ${classes}`
        }),
      ].join('\n'),
    )
    .join('\n\n')
}

/**
 * Reads such lines. A question or answer whose words did not change keeps its key, so that what people answered before
 * still fits; others get keys of their own. Answers the first line that cannot be read instead.
 */
export function readQuestions(text: string, axes: Axes, before: Questions): Questions | UnreadQuestion {
  const read: { text: string; answers: { label: string; gives: Gives }[] }[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    const wrong = (why: UnreadQuestion['why'], word: string): UnreadQuestion => ({
      wrongLine: index + 1,
      why,
      word,
    })
    const answer = /^[・･\-*]\s*(?<label>[^=＝]+?)\s*(?:[=＝]\s*(?<classes>.*))?$/u.exec(line)?.groups
    if (answer === undefined) {
      read.push({ text: line, answers: [] })
      continue
    }
    const question = read.at(-1)
    if (question === undefined) return wrong('no-question', line)
    const gives: Gives = {}
    for (const word of (answer['classes'] ?? '').split(/[、,，\s]+/u).filter((each) => each !== '')) {
      const found = classNamed(word, axes)
      if (found === undefined) return wrong('no-class', word)
      if (gives[found.axis] !== undefined) return wrong('two-classes', word)
      gives[found.axis] = found.value
    }
    question.answers.push({ label: answer['label'] ?? '', gives })
  }
  const taken = new Set(before.map(({ key }) => key))
  return read.map(({ text: words, answers }) => {
    const same = before.find((each) => each.text === words)
    const key = same?.key ?? freshKey('q', taken)
    taken.add(key)
    const known = new Set((same?.answers ?? []).map(({ value }) => value))
    return {
      key,
      text: words,
      answers: answers.map(({ label, gives }) => {
        const value = same?.answers.find((each) => each.label === label)?.value ?? freshKey('a', known)
        known.add(value)
        return { value, label, gives }
      }),
    }
  })
}

function classNamed(word: string, axes: Axes): { axis: Axes[number]['axis']; value: string } | undefined {
  const plain = word.normalize('NFKC')
  for (const { axis, classes } of axes) {
    const found = classes.find(({ label }) => label.normalize('NFKC') === plain)
    if (found !== undefined) return { axis, value: found.value }
  }
  return undefined
}

function freshKey(letter: string, taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`${letter}${number}`)) number += 1
  return `${letter}${number}`
}
