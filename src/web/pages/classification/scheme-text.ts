import type { SchemeBody } from '#rooms/2-assets/classification/contract-scheme.ts'

type Axis = SchemeBody['axes'][number]['axis']
type Classes = SchemeBody['axes'][number]['classes']

/** Classes as lines somebody writes: 「3 機密性3 限られた人だけが扱うもの」. */
export function textOfClasses(classes: Classes): string {
  return classes
    .map(({ value, label, meaning }) => `${value.slice(0, 1)} ${label} ${meaning}`.trim())
    .join('\n')
}

/**
 * Reads such lines. Where several classes are of one level they get letters in the order they stand, A the strictest.
 * Answers the number of the first line that cannot be read instead.
 */
export function readClasses(text: string): Classes | { readonly wrongLine: number } {
  const lines = text.split('\n').map((line) => line.normalize('NFKC').trim())
  const read: { level: string; label: string; meaning: string }[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const found = /^(?<level>[1-3])\s+(?<label>\S+)(?:\s+(?<meaning>.*))?$/u.exec(line)?.groups
    if (found === undefined) return { wrongLine: index + 1 }
    read.push({ level: found['level'] ?? '', label: found['label'] ?? '', meaning: found['meaning'] ?? '' })
  }
  return read.map(({ level, label, meaning }, index) => {
    const before = read.slice(0, index).filter((each) => each.level === level).length
    const alone = read.filter((each) => each.level === level).length === 1
    return { value: alone ? level : `${level}${String.fromCodePoint(65 + before)}`, label, meaning }
  })
}

/** The questions of a scheme for another one: each answer gives the strictest class of the same level there. */
export function questionsFor(
  questions: SchemeBody['questions'],
  axes: SchemeBody['axes'],
): SchemeBody['questions'] {
  const same = (axis: Axis, value: string): string | undefined => {
    const classes = axes.find((each) => each.axis === axis)?.classes ?? []
    const found =
      classes.find((each) => each.value === value) ??
      classes.find((each) => each.value.startsWith(value.slice(0, 1)))
    return found?.value
  }
  return questions.map((question) => ({
    ...question,
    answers: question.answers.map((answer) => ({
      ...answer,
      gives: Object.fromEntries(
        (['confidentiality', 'integrity', 'availability'] as const).flatMap((axis) => {
          const value = answer.gives[axis]
          const there = value === undefined ? undefined : same(axis, value)
          return there === undefined ? [] : [[axis, there]]
        }),
      ),
    })),
  }))
}
