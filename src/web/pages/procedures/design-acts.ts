import { newField, newRule, type Draft, type FieldDraft, type RuleKind, type StepDraft } from './design.ts'

/* What one does to a design. Each is pure and gives the design after it. */

/** One place on in a list, or back. */
function moved<T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const [one, other] = [list[at], list[at + by]]
  if (one === undefined || other === undefined) return list
  return list.map((each, index) => (index === at ? other : index === at + by ? one : each))
}

export function changeField(draft: Draft, key: string, next: Partial<FieldDraft>): Draft {
  return {
    ...draft,
    parts: draft.parts.map((part) => ({
      ...part,
      fields: part.fields.map((field) => (field.key === key ? { ...field, ...next } : field)),
    })),
  }
}

/** Puts an empty field at the end of a part, under a name no field ever had. */
export function addField(draft: Draft, partId: string): { draft: Draft; key: string } {
  const made = draft.made + 1
  const key = `f${made}`
  return {
    key,
    draft: {
      ...draft,
      made,
      parts: draft.parts.map((part) =>
        part.id === partId ? { ...part, fields: [...part.fields, newField(key)] } : part,
      ),
    },
  }
}

/** Takes a field away; one that cases were filed with is only not asked for any more. */
export function removeField(draft: Draft, key: string, used: ReadonlySet<string>): Draft {
  if (used.has(key)) return changeField(draft, key, { gone: true })
  return {
    ...draft,
    parts: draft.parts.map((part) => ({ ...part, fields: part.fields.filter((field) => field.key !== key) })),
  }
}

/** One place up or down; over the edge of a part into the next one. */
export function moveField(draft: Draft, key: string, by: -1 | 1): Draft {
  const at = draft.parts.findIndex((part) => part.fields.some((field) => field.key === key))
  const part = draft.parts[at]
  if (part === undefined) return draft
  const index = part.fields.findIndex((field) => field.key === key)
  const inside = moved(part.fields, index, by)
  if (inside !== part.fields) {
    return { ...draft, parts: draft.parts.map((each, p) => (p === at ? { ...each, fields: inside } : each)) }
  }
  const field = part.fields[index]
  if (field === undefined || draft.parts[at + by] === undefined) return draft
  return {
    ...draft,
    parts: draft.parts.map((each, p) => {
      if (p === at) return { ...each, fields: each.fields.filter((other) => other !== field) }
      if (p !== at + by) return each
      return { ...each, fields: by === 1 ? [field, ...each.fields] : [...each.fields, field] }
    }),
  }
}

/** Whether a field can go that way at all. */
export const canMoveField = (draft: Draft, key: string, by: -1 | 1): boolean =>
  moveField(draft, key, by) !== draft

export function addPart(draft: Draft): { draft: Draft; id: string } {
  const made = draft.made + 1
  const id = `p${made}`
  const field = newField(`f${made + 1}`)
  return {
    id,
    draft: { ...draft, made: made + 1, parts: [...draft.parts, { id, label: '', fields: [field] }] },
  }
}

export const movePart = (draft: Draft, at: number, by: -1 | 1): Draft => ({
  ...draft,
  parts: moved(draft.parts, at, by),
})

/** Takes a part away. Its fields that cases were filed with go, no longer asked for, to its neighbour. */
export function removePart(draft: Draft, at: number, used: ReadonlySet<string>): Draft {
  const part = draft.parts[at]
  const neighbour = at === 0 ? 1 : at - 1
  if (part === undefined || draft.parts[neighbour] === undefined) return draft
  const kept = part.fields
    .filter((field) => used.has(field.key))
    .map((field): FieldDraft => ({ ...field, gone: true }))
  return {
    ...draft,
    parts: draft.parts.flatMap((each, index) => {
      if (index === at) return []
      return [index === neighbour ? { ...each, fields: [...each.fields, ...kept] } : each]
    }),
  }
}

/** The next choice of a field, under a value none of its choices has. */
export function withChoice(draft: Draft, key: string): { draft: Draft; value: string } {
  const field = draft.parts.flatMap((part) => part.fields).find((each) => each.key === key)
  const taken = (field?.choices ?? []).map((choice) => Number(choice.value.slice(1)))
  const value = `c${Math.max(0, ...taken) + 1}`
  const choices = [...(field?.choices ?? []), { value, label: '' }]
  return { value, draft: changeField(draft, key, { choices }) }
}

/** Takes a choice away, and out of every rule that asked for it: the next one may get its value. */
export function withoutChoice(draft: Draft, key: string, value: string): Draft {
  const field = draft.parts.flatMap((part) => part.fields).find((each) => each.key === key)
  const choices = (field?.choices ?? []).filter((choice) => choice.value !== value)
  return {
    ...changeField(draft, key, { choices }),
    rules: draft.rules.map((rule) =>
      rule.when === key ? { ...rule, is: rule.is.filter((each) => each !== value) } : rule,
    ),
  }
}

export const moveChoice = (draft: Draft, field: FieldDraft, at: number, by: -1 | 1): Draft =>
  changeField(draft, field.key, { choices: moved(field.choices, at, by) })

export function addRule(draft: Draft, rule: RuleKind): { draft: Draft; id: string } {
  const made = draft.made + 1
  const id = `r${made}`
  return { id, draft: { ...draft, made, rules: [...draft.rules, newRule(id, rule)] } }
}

/** Puts a step in: before the last one, which decides, or at the end where there is none. */
export function addStep(draft: Draft): { draft: Draft; id: string } {
  const made = draft.made + 1
  const id = `s${made}`
  const step: StepDraft = {
    id,
    act: draft.route.length === 0 ? (draft.notice ? 'receive' : 'decide') : 'pass',
    needs: 'all',
    seats: [{ id: `a${made}`, office: 'sec-leader', from: '' }],
  }
  const last = draft.route.slice(-1)
  return { id, draft: { ...draft, made, route: [...draft.route.slice(0, -1), step, ...last] } }
}

export const moveStep = (draft: Draft, at: number, by: -1 | 1): Draft => ({
  ...draft,
  route: moved(draft.route, at, by),
})

export const changeStep = (draft: Draft, id: string, next: Partial<StepDraft>): Draft => ({
  ...draft,
  route: draft.route.map((step) => (step.id === id ? { ...step, ...next } : step)),
})

/** What is a 届出 from now on, or is none any more: its last step takes note of it, or decides it. */
export function withNotice(draft: Draft, notice: boolean): Draft {
  const last = draft.route.length - 1
  const act = notice ? 'receive' : 'decide'
  return {
    ...draft,
    notice,
    route: draft.route.map((step, index) => (index === last ? { ...step, act } : step)),
  }
}
