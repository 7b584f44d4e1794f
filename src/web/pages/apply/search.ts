/** Which case a form continues (a draft, or one that came back), or which earlier one it begins with. */
export type FormSearch = { application?: string; from?: string }

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/u.test(value)

export function readFormSearch(raw: Readonly<Record<string, unknown>>): FormSearch {
  const { application, from } = raw
  if (isId(application)) return { application }
  return isId(from) ? { from } : {}
}
