/** Which case a form continues: a draft, or one that came back. */
export type FormSearch = { application?: string }

export function readFormSearch(raw: Readonly<Record<string, unknown>>): FormSearch {
  const { application } = raw
  return typeof application === 'string' && /^[0-9a-f-]{36}$/u.test(application) ? { application } : {}
}
