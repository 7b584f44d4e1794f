import type { Selectable } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { fold } from '#ground/words/fold.ts'
import {
  registerOrderColumns,
  registerRetireColumn,
  registerSaveColumn,
  registerSetRetention,
  registerSettings,
} from './contract-columns.ts'
import type { Choice, RegisterDefinition } from './definition.ts'
import { reservedHeadings } from './definition-check.ts'
import { mostOwnColumns, ownColumns } from './own-columns.ts'
import { retentions } from './retention.ts'
import type { RegisterColumnTable } from './tables.ts'

type Row = Selectable<RegisterColumnTable>
/** The definition as it was declared. @throws Refusal 'not-found'. */
type Find = (key: string) => RegisterDefinition

/** What an officer sets of a register: columns of the city's own, and how long closed lines are kept. */
export function columnOperations(
  find: Find,
  findBook: (key: string) => Pick<RegisterDefinition, 'key' | 'name'>,
): Implementation[] {
  return [
    settingsOperation(find),
    saveOperation(find),
    orderOperation(find),
    retireOperation(find),
    retentionOperation(findBook),
  ]
}

/** Whether the actor may set columns and years; the commands' own contracts keep it. */
export function mayConfigure(act: Act): boolean {
  const { actor } = act
  if (actor.kind === 'person') return actor.rights.has('settings.manage')
  return actor.kind !== 'nobody'
}

function settingsOperation(find: Find): Implementation {
  return implement(registerSettings, async (act, input) => {
    const definition = find(input.register)
    const columns = await columnsOf(act, definition)
    const set = (await retentions(act.tx, definition.key)).get(definition.key)
    return {
      columns: columns.map((row) => ({
        key: row.column_key,
        label: row.label,
        type: row.type,
        choices: [...row.choices],
        hint: row.hint,
        listed: row.listed,
        retired: row.retired_on === null ? null : { on: row.retired_on, why: row.retired_why ?? '' },
      })),
      mostColumns: mostOwnColumns,
      takesColumns: definition.written === 'by-people',
      retention: {
        years: set?.years ?? definition.retentionYears,
        usual: definition.retentionYears,
        why: set?.why ?? null,
      },
      mayConfigure: mayConfigure(act),
    }
  })
}

async function columnsOf(act: Act, definition: RegisterDefinition): Promise<readonly Row[]> {
  return (await ownColumns(act.tx, definition.key)).get(definition.key) ?? []
}

function saveOperation(find: Find): Implementation {
  return implement(registerSaveColumn, async (act, input) => {
    const definition = find(input.register)
    if (definition.written === 'by-events') {
      refuse('forbidden', `「${definition.name}」は手続から自動で書かれるため、欄を加えられません。`)
    }
    const columns = await columnsOf(act, definition)
    const current = input.key === undefined ? undefined : requireColumn(columns, input.key)
    if (current !== undefined) mayChange(current, input.type)
    else if (columns.length >= mostOwnColumns) {
      refuse('conflict', `加えられる欄は、使うのをやめたものも含めて${mostOwnColumns}個までです。`)
    }
    demandFreeLabel(definition, columns, input.label, current)
    const choices = input.type === 'choice' ? choicesOf(current, input.choices) : []
    const row = await act.recorder.save('register_column', {
      tenant_id: act.tenantId,
      register: definition.key,
      column_key: current?.column_key ?? nextKey(columns),
      label: input.label,
      type: input.type,
      choices,
      hint: input.hint,
      listed: input.listed,
      place: current?.place ?? Math.max(0, ...columns.map((column) => column.place)) + 1,
      retired_on: null,
      retired_why: null,
    })
    describe(act, definition, current === undefined ? '欄の追加' : '欄の変更', row, '')
    return { key: row.column_key }
  })
}

function mayChange(current: Row, type: string): void {
  if (current.retired_on !== null) {
    refuse('conflict', `「${current.label}」は使うのをやめた欄です。新しい欄を加えてください。`)
  }
  if (current.type !== type) {
    refuse(
      'conflict',
      `「${current.label}」の種類は変えられません。この欄を使うのをやめて、新しい欄を加えてください。`,
      { problems: [{ at: 'type', message: '入っている値が読めなくなるため、種類は変えられません。' }] },
    )
  }
}

function requireColumn(columns: readonly Row[], key: string): Row {
  return (
    columns.find((column) => column.column_key === key) ??
    refuse('not-found', 'その欄はありません。開き直して、選び直してください。')
  )
}

/** Two headings that read alike could not be told apart in a spreadsheet. */
function demandFreeLabel(
  definition: RegisterDefinition,
  columns: readonly Row[],
  label: string,
  current: Row | undefined,
): void {
  const others = columns.filter((column) => column !== current).map((column) => column.label)
  const taken = [...reservedHeadings, ...definition.columns.map((column) => column.label), ...others]
  if (!taken.some((word) => fold(word) === fold(label))) return
  refuse('conflict', `「${label}」という欄は、この台帳に既にあります。別の名前にしてください。`, {
    problems: [{ at: 'label', message: '別の名前にしてください。', value: label }],
  })
}

/** Choices keep their values: a line that holds one must go on meaning it. */
function choicesOf(
  current: Row | undefined,
  given: readonly { readonly value?: string | undefined; readonly label: string }[],
): Choice[] {
  const wrong = (message: string): never =>
    refuse('invalid', '選択肢に誤りがあります。', { problems: [{ at: 'choices', message }] })
  if (given.length === 0) wrong('選択肢を1つ以上入れてください。')
  const labels = given.map((choice) => fold(choice.label))
  const twice = given.find((_, at) => labels.indexOf(labels[at] ?? '') !== at)
  if (twice !== undefined) wrong(`「${twice.label}」が2つあります。`)
  const before = new Map((current?.choices ?? []).map((choice) => [choice.value, choice.label]))
  const kept = new Set(given.flatMap((choice) => choice.value ?? []))
  const gone = [...before].find(([value]) => !kept.has(value))
  if (gone !== undefined) wrong(`「${gone[1]}」は使われているかもしれないため、外せません。名前は直せます。`)
  let last = before.size
  return given.map(({ value, label }) => {
    if (value !== undefined && !before.has(value)) wrong('選択肢を選び直してください。')
    return { value: value ?? `c${(last += 1)}`, label }
  })
}

function nextKey(columns: readonly Row[]): string {
  return `own_${Math.max(0, ...columns.map((column) => Number(column.column_key.slice('own_'.length)))) + 1}`
}

function orderOperation(find: Find): Implementation {
  return implement(registerOrderColumns, async (act, input) => {
    const definition = find(input.register)
    const columns = await columnsOf(act, definition)
    const wanted = new Set(input.keys)
    if (wanted.size !== columns.length || columns.some((column) => !wanted.has(column.column_key))) {
      refuse('conflict', '欄が変わっています。開き直して、並べ直してください。')
    }
    await act.recorder.saveAll(
      'register_column',
      input.keys.map((key, at) => ({ ...requireColumn(columns, key), place: at + 1 })),
    )
    act.recorder.describe({
      act: '欄の並べ替え',
      subject: { kind: `register:${definition.key}`, id: definition.key, label: definition.name },
    })
    return {}
  })
}

function retireOperation(find: Find): Implementation {
  return implement(registerRetireColumn, async (act, input) => {
    const definition = find(input.register)
    const current = requireColumn(await columnsOf(act, definition), input.key)
    if (current.retired_on !== null) {
      refuse('conflict', `「${current.label}」は、既に使うのをやめています。`)
    }
    const row = await act.recorder.save('register_column', {
      ...current,
      retired_on: act.today,
      retired_why: input.why,
    })
    describe(act, definition, '欄の廃止', row, input.why)
    return {}
  })
}

function describe(act: Act, definition: RegisterDefinition, deed: string, row: Row, note: string): void {
  act.recorder.describe({
    act: deed,
    subject: {
      kind: `register:${definition.key}`,
      id: definition.key,
      label: `${definition.name} ${row.label}`,
    },
    ...(note === '' ? {} : { note }),
  })
}

function retentionOperation(find: (key: string) => Pick<RegisterDefinition, 'key' | 'name'>): Implementation {
  return implement(registerSetRetention, async (act, input) => {
    const definition = find(input.register)
    await act.recorder.save('register_retention', {
      tenant_id: act.tenantId,
      register: definition.key,
      years: input.years,
      why: input.why,
    })
    act.recorder.describe({
      act: '保存年限の決定',
      subject: { kind: `register:${definition.key}`, id: definition.key, label: definition.name },
      note: `${input.years}年:${input.why}`,
    })
    return {}
  })
}
