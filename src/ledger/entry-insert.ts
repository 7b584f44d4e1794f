/** An entry as it is written: the searchable columns repeat what the body says. */
export type NewEntry = {
  readonly entryId: string
  readonly at: string
  /** Canonical text; it holds no raw newline. */
  readonly body: string
  readonly salt: Uint8Array
  readonly actorKind: string
  readonly actorId: string | null
  readonly operation: string
  readonly subjectKind: string
  readonly subjectId: string
}

// Bodies travel as lines of one text and salts as one run of bytes: array literals would have to be escaped on one
// side and read back on the other, which halves the rate.
const INSERT = `
  insert into ledger_entry
    (tenant_id, entry_id, at, body, salt, actor_kind, actor_id, operation, subject_kind, subject_id)
  select $1, entry_id, at, body, substr($5::bytea, (place * 32 - 31)::integer, 32),
         actor_kind, actor_id, operation, subject_kind, subject_id
    from rows from (unnest($2::uuid[]), unnest($3::timestamptz[]), string_to_table($4, E'\\n'), unnest($6::text[]),
                    unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[]))
      with ordinality
      as t (entry_id, at, body, actor_kind, actor_id, operation, subject_kind, subject_id, place)`

/** The statement that writes entries of one tenant, in one round trip however many they are. */
export function entryInsert(
  tenantId: string,
  entries: readonly NewEntry[],
): { text: string; values: unknown[] } {
  return {
    text: INSERT,
    values: [
      tenantId,
      entries.map((entry) => entry.entryId),
      entries.map((entry) => entry.at),
      entries.map((entry) => entry.body).join('\n'),
      Buffer.concat(entries.map((entry) => entry.salt)),
      entries.map((entry) => entry.actorKind),
      entries.map((entry) => entry.actorId),
      entries.map((entry) => entry.operation),
      entries.map((entry) => entry.subjectKind),
      entries.map((entry) => entry.subjectId),
    ],
  }
}
