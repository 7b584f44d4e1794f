import type { Column, RegisterDefinition, SlotName, Values } from '#engine/register/definition.ts'

/** One gate a line passes: what somebody confirms before the work goes on. */
export type Gate = {
  /** Lower-case letters, digits and `-`; never changed once lines have passed it. */
  readonly key: string
  /** 「試験」 */
  readonly name: string
  /** What is confirmed, one sentence. */
  readonly asks: string
  /** Columns of the line that must say something first. */
  readonly needs?: readonly string[]
  /** A file is wanted: the specification, the report of the test. */
  readonly file?: boolean
  /** The file is kept this many years from the day of the gate, and nobody can throw it away before. */
  readonly keepYears?: number
  /** 定める値 by which the city says another number of years. */
  readonly keepParameter?: string
  /** Gates whose confirmer may not pass this one: who tested does not approve. */
  readonly notBy?: readonly string[]
  /** Offices that may pass it; whoever may write the line unless told. */
  readonly offices?: readonly string[]
  /** A fact the house looks up; what stands in its way is said line by line. */
  readonly fact?: string
}

/** The gates of a register, in their order. */
export type Gates = {
  /** 「工程」: heading of the column that says how far a line is. */
  readonly word: string
  readonly slot: SlotName
  readonly list: readonly Gate[]
  /** A fact that must hold before a line may be closed, also one whose work was given up. */
  readonly closing?: string
}

/** How far a line is that has passed no gate. */
export const atTheStart = 'start'
const stageKey = 'stage'
const keptKey = 'files_kept_until'

/** The columns a register has because its lines pass gates; no hand and no file can bring them. */
export function gateColumns(gates: Gates | undefined): Column[] {
  if (gates === undefined) return []
  return [
    {
      key: stageKey,
      label: gates.word,
      type: 'choice',
      choices: [
        { value: atTheStart, label: '着手前' },
        ...gates.list.map(({ key, name }) => ({ value: key, label: `${name}まで済み` })),
      ],
      slot: gates.slot,
      list: true,
      filter: true,
      byEvents: true,
    },
    ...(gates.list.some((gate) => gate.keepYears !== undefined)
      ? [{ key: keptKey, label: '資料の保存期限', type: 'date' as const, byEvents: true }]
      : []),
  ]
}

/** What a line says of its kept files after one more: the latest day counts, and never becomes earlier. Pure. */
export function laterKept(values: Values, keepUntil: string | null): Values {
  const before = values[keptKey]
  if (keepUntil === null || (typeof before === 'string' && before >= keepUntil)) return {}
  return { [keptKey]: keepUntil }
}

/** Why a line may not be disposed of: a file of its gates must still be kept. Pure. */
export function filesLock(values: Values, today: string): string | undefined {
  const until = values[keptKey]
  return typeof until === 'string' && today < until
    ? `試験の結果などの資料を${until}まで保存するため、廃棄できません。`
    : undefined
}

/** A new line stands before its first gate. Pure. */
export function beforeFirstGate(definition: Pick<RegisterDefinition, 'gates'>, values: Values): Values {
  return definition.gates === undefined || values[stageKey] !== undefined
    ? values
    : { ...values, [stageKey]: atTheStart }
}

/** Faults of the gates of a definition, for the programmer. */
export function gateFaults(definition: Pick<RegisterDefinition, 'gates' | 'columns'>): string[] {
  if (definition.gates === undefined) return []
  const { list } = definition.gates
  const faults: string[] = []
  const before = new Set<string>()
  for (const gate of list) {
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(gate.key) || gate.key === atTheStart) faults.push(`gate "${gate.key}"`)
    if (before.has(gate.key)) faults.push(`gate "${gate.key}" twice`)
    for (const key of gate.needs ?? []) {
      if (!definition.columns.some((column) => column.key === key)) {
        faults.push(`gate "${gate.key}" needs the unknown column "${key}"`)
      }
    }
    for (const key of gate.notBy ?? []) {
      if (!before.has(key)) faults.push(`gate "${gate.key}": "${key}" is no gate before it`)
    }
    if (gate.keepYears !== undefined && gate.file !== true) faults.push(`gate "${gate.key}" keeps no file`)
    before.add(gate.key)
  }
  return faults
}

/** A gate somebody passed. */
export type Pass = { readonly gate: string; readonly on: string; readonly by: string }

/** What the rule looks at. */
export type GateFacts = {
  readonly today: string
  readonly closed: boolean
  readonly values: Values
  /** What has been passed and not taken back. */
  readonly passes: readonly Pass[]
  readonly personId: string
  /** Offices the person holds for the line's unit today. */
  readonly offices: readonly string[]
  /** Why the person may not write the line; undefined when he may. */
  readonly mayNotWrite: string | undefined
  /** What stands in the way of the gate's fact; empty when nothing does. */
  readonly inTheWay: readonly string[]
}

/** The gate that is next; undefined when all are passed. Pure. */
export function nextGate(gates: Gates, passes: readonly Pass[]): Gate | undefined {
  return gates.list.find((gate) => !passes.some((pass) => pass.gate === gate.key))
}

/** Why a gate cannot be passed now, whoever asks: the sentences a screen shows under it. Pure. */
export function missingFor(gate: Gate, columns: readonly Column[], facts: GateFacts): string[] {
  const empty = (gate.needs ?? []).filter((key) => isEmpty(facts.values[key]))
  const labels = empty.map((key) => columns.find((column) => column.key === key)?.label ?? key)
  return [...(labels.length === 0 ? [] : [`「${labels.join('」「')}」を入れてください。`]), ...facts.inTheWay]
}

const isEmpty = (value: Values[string] | undefined): boolean =>
  value === undefined || value === false || (typeof value === 'object' && value.length === 0)

/**
 * Why this person may not pass this gate, as a sentence; undefined when he may. Order is kept, and who confirmed one gate
 * may not confirm another that checks him. Pure.
 */
export function whyNotPass(gates: Gates, gate: Gate, facts: GateFacts): string | undefined {
  if (facts.closed) return '抹消されているため、工程を進められません。'
  if (facts.passes.some((pass) => pass.gate === gate.key)) return `「${gate.name}」は、もう済んでいます。`
  const next = nextGate(gates, facts.passes)
  if (next !== undefined && next.key !== gate.key) return `先に「${next.name}」を済ませてください。`
  if (gate.offices === undefined) {
    if (facts.mayNotWrite !== undefined) return facts.mayNotWrite
  } else if (!gate.offices.some((office) => facts.offices.includes(office))) {
    return `「${gate.name}」は、その課の情報セキュリティ管理者など、定められた役割の人が行います。`
  }
  const mine = facts.passes.find(
    (pass) => gate.notBy?.includes(pass.gate) === true && pass.by === facts.personId,
  )
  if (mine !== undefined) {
    const name = gates.list.find((each) => each.key === mine.gate)?.name ?? ''
    return `「${name}」を確認した人は、「${gate.name}」はできません。別の人が行います。`
  }
  return undefined
}

/** What is wrong with the day a gate is said to have been passed on; undefined when nothing is. Pure. */
export function dayFault(on: string, facts: Pick<GateFacts, 'today' | 'passes'>): string | undefined {
  if (on > facts.today) return '先の日付は入れられません。'
  const last = facts.passes
    .map((pass) => pass.on)
    .sort()
    .at(-1)
  return last !== undefined && on < last ? `前の工程の日(${last})より前の日は入れられません。` : undefined
}

/** The years a city's 定める値 says (「5年」), or undefined when it says none. Pure. */
export function yearsIn(value: string | undefined): number | undefined {
  const found = /^([0-9]{1,2})年?$/u.exec((value ?? '').normalize('NFKC').trim())
  return found?.[1] === undefined ? undefined : Number(found[1])
}

/** Until when the file of a gate passed on a day is kept; never shorter than the definition says. Pure. */
export function keptUntil(gate: Gate, on: string, cityYears: number | undefined): string | null {
  if (gate.keepYears === undefined) return null
  const years = Math.max(gate.keepYears, cityYears ?? 0)
  const year = String(Number(on.slice(0, 4)) + years).padStart(4, '0')
  const day = on.slice(4) === '-02-29' ? '-03-01' : on.slice(4)
  return `${year}${day}`
}
