import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import {
  type AbsenceFact,
  type ActingFact,
  type DeputyFact,
  type Frame,
  frameOf,
  type Holding,
  type PostFact,
  type RuleFact,
  type UnitFact,
} from './frame.ts'
import { type OfficeCode, singleOffices } from './offices.ts'
import './tables.ts'

/*
 * Frames from the database. Each loader is one query, whatever the size of the city: a function of the database
 * (migrations/0007-frames.sql) whose plans are kept; row-level security bounds it to the tenant.
 */

type Facts = {
  units: UnitFact[]
  posts: PostFact[]
  holdings: Holding[]
  absences: (AbsenceFact & { personId: string })[]
  deputies: DeputyFact[]
  acting: ActingFact[]
  rules: RuleFact[]
  serving: string[]
}

function frameFrom(rows: readonly { facts: Facts }[]): Frame {
  const row = rows[0]
  if (row === undefined) throw new Error('a frame did not come back')
  return frameOf(row.facts)
}

/** Everything that bears on what one person may act as. One query. */
export async function frameOfPerson(tx: Tx, personId: string, on: string): Promise<Frame> {
  const { rows } = await sql<{ facts: Facts }>`
    select authority_frame_of_person(${personId}::uuid, ${on}::date, ${singleOffices}::text[]) as facts`.execute(
    tx,
  )
  return frameFrom(rows)
}

/**
 * Everything that bears on who decides for these units: the posts that carry an office in them or above them,
 * the posts rules name, their deputies and delegates, and the members of those `assemblies` (offices) that
 * rules make a body of people. With `rules`, as if those were the city's: to see what a change would do. One query.
 */
export async function frameOfUnits(
  tx: Tx,
  unitIds: readonly string[],
  on: string,
  assemblies: readonly OfficeCode[],
  rules?: readonly RuleFact[],
): Promise<Frame> {
  const given = rules === undefined ? null : JSON.stringify(rules.map((rule, sort) => ({ ...rule, sort })))
  const { rows } = await sql<{ facts: Facts }>`
    select authority_frame_of_units(${[...unitIds]}::uuid[], ${on}::date, ${[...assemblies]}::text[],
             ${given}::jsonb) as facts`.execute(tx)
  return frameFrom(rows)
}
