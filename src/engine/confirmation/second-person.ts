import type { Column, RegisterDefinition, SlotName, Values } from '#engine/register/definition.ts'

/** 相互確認: what one person wrote, another one confirms. Part of a register's definition. */
export type SecondPerson = {
  /** What the act is called in the clause: 「相互確認」. */
  readonly word: string
  /** Columns with the persons who did the work; somebody who did it alone may not confirm it. */
  readonly doers: readonly string[]
  /** Where the state is kept, so that what waits can be listed. */
  readonly slot: SlotName
  /** Whether a line must be confirmed; every line unless told. Pure. */
  readonly needed?: (values: Values) => boolean
}

export const confirmationStates = ['waiting', 'confirmed', 'objected', 'not-needed'] as const
export type ConfirmationState = (typeof confirmationStates)[number]

const stateWords: Readonly<Record<ConfirmationState, string>> = {
  waiting: '確認待ち',
  confirmed: '確認済み',
  objected: '異なる点あり',
  'not-needed': '確認を要しない',
}

const columnKeys = {
  state: 'confirmation',
  by: 'confirmed_by',
  on: 'confirmed_on',
  note: 'confirmed_note',
} as const

/** The columns a register has because its lines are confirmed; no hand and no file can bring them. */
export function confirmationColumns(second: SecondPerson | undefined): Column[] {
  if (second === undefined) return []
  const { word } = second
  return [
    {
      key: columnKeys.state,
      label: word,
      type: 'choice',
      choices: confirmationStates.map((value) => ({ value, label: stateWords[value] })),
      slot: second.slot,
      list: true,
      filter: true,
      byEvents: true,
    },
    { key: columnKeys.by, label: `${word}をした人`, type: 'person', byEvents: true },
    { key: columnKeys.on, label: `${word}の日`, type: 'date', byEvents: true },
    { key: columnKeys.note, label: `${word}の所見`, type: 'text', maxLength: 400, byEvents: true },
  ]
}

/**
 * The values of a line after a hand wrote it: whatever was confirmed before was another content, so it waits again.
 * A line of a register without 相互確認 stays as it is. Pure.
 */
export function afterHand(definition: Pick<RegisterDefinition, 'secondPerson'>, values: Values): Values {
  const second = definition.secondPerson
  if (second === undefined) return values
  const content = contentOf(values)
  const state: ConfirmationState = second.needed?.(content) === false ? 'not-needed' : 'waiting'
  return { ...content, [columnKeys.state]: state }
}

/** A new line waits for its second person, however it was written; an event may bring its own answer. Pure. */
export function atStart(definition: Pick<RegisterDefinition, 'secondPerson'>, values: Values): Values {
  return values[columnKeys.state] === undefined ? afterHand(definition, values) : values
}

/** What is confirmed: the values without the confirmation itself. */
export function contentOf(values: Values): Values {
  const own: readonly string[] = Object.values(columnKeys)
  return Object.fromEntries(Object.entries(values).filter(([key]) => !own.includes(key)))
}

/** What the rule looks at. */
export type ConfirmationFacts = {
  readonly state: ConfirmationState
  readonly closed: boolean
  /** Whose hand wrote any version of the content. */
  readonly writers: ReadonlySet<string>
  /** Who did the work, as the line says. */
  readonly doers: readonly string[]
}

/**
 * Why a person may not confirm, as a sentence; undefined when he may. Nobody confirms what he wrote himself, in whatever
 * right; nobody confirms work he did alone. Pure.
 */
export function whyNotConfirm(personId: string, facts: ConfirmationFacts): string | undefined {
  if (facts.closed) return '抹消されているため、確認できません。'
  if (facts.state === 'confirmed') return 'もう確認されています。内容が変わると、あらためて確認を待ちます。'
  if (facts.writers.has(personId)) {
    return '自分が書いた記録は、自分では確認できません。一緒に作業した人など、別の人が確認します。'
  }
  if (facts.doers.length > 0 && facts.doers.every((doer) => doer === personId)) {
    return '自分だけで行った作業は、自分では確認できません。別の人に確認を頼んでください。'
  }
  return undefined
}
