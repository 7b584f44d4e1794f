import { axes, axisWords, standardClasses, type Axis } from '#engine/register/class-columns.ts'
import { byStrictness, classLevel, strictestOf } from '#engine/register/class-order.ts'
import type { Value, Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import type { Answers, SchemeAxis, SchemeBody, SchemeMapping } from './contract-scheme.ts'

export function axisOf(scheme: SchemeBody, axis: Axis): SchemeAxis | undefined {
  return scheme.axes.find((each) => each.axis === axis)
}

/** What is wrong with a scheme as entered, with its place; empty when it can be used. Pure. */
export function schemeProblems(scheme: SchemeBody): Problem[] {
  const problems: Problem[] = []
  for (const twice of repeated(scheme.axes.map((each) => each.axis))) {
    problems.push({ at: 'axes', message: '同じ軸が2つあります。1つにしてください。', value: twice })
  }
  if (axisOf(scheme, 'confidentiality') === undefined) {
    problems.push({ at: 'axes', message: '機密性の軸(軸が1つのときは、その軸)を入れてください。' })
  }
  for (const [index, { axis, classes }] of scheme.axes.entries()) {
    const at = `axes.${index}.classes`
    const values = classes.map((each) => each.value)
    const labels = classes.map((each) => each.label)
    if (repeated(values).length > 0) problems.push({ at, message: '同じ段階の分類が重なっています。' })
    if (repeated(labels).length > 0) problems.push({ at, message: '同じ名前の分類が2つあります。' })
    if (values.join() !== values.toSorted(byStrictness).join()) {
      problems.push({ at, message: '分類は、厳しいものから順に並べてください。' })
    }
    const most = standardClasses[axis].length
    if (values.some((value) => classLevel(value) > most)) {
      problems.push({ at, message: `この軸の段階は${most}までにしてください。` })
    }
    if (!values.some((value) => classLevel(value) === 1)) {
      problems.push({ at, message: 'いちばん緩い分類(段階1)を入れてください。' })
    }
  }
  for (const [index, question] of scheme.questions.entries()) {
    const at = `questions.${index}`
    const unknown = question.answers.flatMap(({ gives }) =>
      axes.filter((axis) => {
        const value = gives[axis]
        return value !== undefined && !valuesOf(scheme, axis).includes(value)
      }),
    )
    if (unknown.length > 0) {
      problems.push({
        at,
        message: '答えから決まる分類が、この体系にありません。選び直してください。',
        value: question.text,
      })
    }
    if (repeated(question.answers.map(({ value }) => value)).length > 0) {
      problems.push({ at, message: '同じ答えが2つあります。', value: question.text })
    }
  }
  if (repeated(scheme.questions.map(({ key }) => key)).length > 0) {
    problems.push({ at: 'questions', message: '同じ質問が2つあります。' })
  }
  return problems
}

/** Classes of an axis, strictest first; empty where the scheme does not use the axis. */
export function valuesOf(scheme: SchemeBody, axis: Axis): string[] {
  return axisOf(scheme, axis)?.classes.map((each) => each.value) ?? []
}

/** Where every class of the old scheme goes unless the officer says otherwise: the same one, or all of its level. */
export function proposedMapping(from: SchemeBody, to: SchemeBody): SchemeMapping {
  return from.axes.flatMap(({ axis, classes }) =>
    classes.flatMap(({ value }) => {
      const targets = valuesOf(to, axis)
      if (targets.length === 0) return []
      const level = classLevel(value)
      const same = targets.filter((each) => classLevel(each) === level)
      const stricter = targets.filter((each) => classLevel(each) > level)
      const chosen = targets.includes(value) ? [value] : same.length > 0 ? same : stricter.slice(-1)
      return [{ axis, from: value, to: chosen.length > 0 ? chosen : targets.slice(0, 1) }]
    }),
  )
}

/** What is wrong with a mapping: an old class without a way, or a way to a class that is not there. Pure. */
export function mappingProblems(from: SchemeBody, to: SchemeBody, mapping: SchemeMapping): Problem[] {
  const problems: Problem[] = []
  for (const { axis, classes } of from.axes) {
    if (axisOf(to, axis) === undefined) continue
    for (const { value, label } of classes) {
      const ways = mapping.filter((each) => each.axis === axis && each.from === value)
      if (ways.length !== 1) {
        problems.push({
          at: `mapping.${axis}.${value}`,
          message: `「${label}」の移し先を1か所で選んでください。`,
        })
      }
    }
  }
  for (const { axis, from: value, to: targets } of mapping) {
    if (targets.some((each) => !valuesOf(to, axis).includes(each))) {
      problems.push({ at: `mapping.${axis}.${value}`, message: '移し先の分類が、新しい体系にありません。' })
    }
  }
  return problems
}

/** One line's classes under the new scheme, and what somebody still has to decide: until then the strictest holds. */
export type Remapped = {
  readonly values: Values
  readonly open: readonly {
    readonly axis: Axis
    readonly from: string
    readonly candidates: readonly string[]
  }[]
}

/** A line as the mapping leads it. What is no class of the old scheme stays as it is. Pure. */
export function remapped(values: Values, mapping: SchemeMapping, to: SchemeBody): Remapped {
  const next: Record<string, Value> = { ...values }
  const open: { axis: Axis; from: string; candidates: string[] }[] = []
  for (const axis of axes) {
    const value = values[axis]
    const way = mapping.find((each) => each.axis === axis && each.from === value)
    if (way === undefined || typeof value !== 'string') continue
    const candidates = way.to.toSorted(byStrictness)
    const [strictest] = candidates
    if (strictest !== undefined) next[axis] = strictest
    if (candidates.length > 1) open.push({ axis, from: value, candidates })
  }
  if (typeof next['class_floor'] === 'string') next['class_floor'] = floorText(floorUnder(values, mapping))
  return { values: { ...next, ...unusedAxes(to, next) }, open }
}

function floorUnder(values: Values, mapping: SchemeMapping): Partial<Record<Axis, string>> {
  const before = readFloor(values['class_floor'])
  return Object.fromEntries(
    axes.flatMap((axis) => {
      const value = before[axis]
      if (value === undefined) return []
      const way = mapping.find((each) => each.axis === axis && each.from === value)
      // Whatever the person decides among the candidates must be free: the mildest is the floor.
      const mildest = way?.to.toSorted(byStrictness).at(-1) ?? value
      return [[axis, mildest]]
    }),
  )
}

/** Classes of the axes a scheme does not use: as strict as its one axis says. */
export function unusedAxes(scheme: SchemeBody, values: Values): Partial<Record<Axis, string>> {
  const level = classLevel(values['confidentiality'])
  if (level === 0) return {}
  return Object.fromEntries(
    axes
      .filter((axis) => axisOf(scheme, axis) === undefined)
      .map((axis) => [axis, String(Math.min(level, standardClasses[axis].length))]),
  )
}

/** A proposed class with the answers that led to it. */
export type Proposal = {
  readonly axis: Axis
  readonly value: string
  /** 「個人情報はありますか。」→「ある」; empty where no answer asks for more than the mildest. */
  readonly because: readonly string[]
}

/**
 * The classes that answers lead to: on every axis the strictest that an answer gives, the mildest where none does;
 * a question nobody answered leads to the strictest any of its answers gives. Pure.
 */
export function propose(scheme: SchemeBody, answers: Answers): Proposal[] {
  return scheme.axes.map(({ axis, classes }) => {
    const mildest = classes.at(-1)?.value ?? '1'
    const given = scheme.questions.flatMap((question) => {
      const answer = question.answers.find((each) => each.value === answers[question.key])
      const possible = answer === undefined ? question.answers : [answer]
      const value = strictestOf(possible.flatMap(({ gives }) => gives[axis] ?? []))
      const said = answer === undefined ? '(まだ答えていません)' : `「${answer.label}」`
      return value === undefined ? [] : [{ value, because: `${question.text} → ${said}` }]
    })
    const value = strictestOf([mildest, ...given.map((each) => each.value)]) ?? mildest
    const because =
      value === mildest ? [] : given.filter((each) => each.value === value).map((each) => each.because)
    return { axis, value, because }
  })
}

/** The answers and what follows from them, as the line keeps them for whoever reads it later. */
export function basisText(scheme: SchemeBody, answers: Answers, notes: readonly string[]): string {
  const lines = scheme.questions.flatMap((question) => {
    const answer = question.answers.find((each) => each.value === answers[question.key])
    return answer === undefined ? [] : [`${question.text} → ${answer.label}`]
  })
  return [...lines, ...notes].join('\n')
}

/** The lowest classes a hand may set, kept as 「機密性:2 完全性:1」. */
export function floorText(floor: Partial<Record<Axis, string>>): string {
  return axes
    .flatMap((axis) => (floor[axis] === undefined ? [] : [`${axisWords[axis]}:${floor[axis]}`]))
    .join(' ')
}

export function readFloor(text: Value | undefined): Partial<Record<Axis, string>> {
  if (typeof text !== 'string') return {}
  const found: Partial<Record<Axis, string>> = {}
  for (const part of text.split(' ')) {
    const [key, value] = part.split(':')
    const axis = axes.find((each) => axisWords[each] === key)
    if (axis !== undefined && classLevel(value) > 0 && value !== undefined) found[axis] = value
  }
  return found
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
