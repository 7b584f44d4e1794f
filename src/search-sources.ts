import { sql } from 'kysely'
import { unitNames } from '#authority/units.ts'
import type { SearchSource } from '#engine/search/service.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { searchProvisions } from '#policy/browse/search.ts'
import { searchMeetings } from '#rooms/1-organisation/council/search.ts'
import { searchPeople } from '#rooms/1-organisation/people.ts'

/** Characters of a clause shown below its number. */
const shortText = 60

/** What the rooms have to be found, as the one search asks them: each shows and counts what the asker may see. */
export const searchSources: readonly SearchSource[] = [
  {
    kind: 'person',
    find: async (act, { query, size }) => {
      const { people, total } = await searchPeople(act, { q: query, page: 1, size })
      return {
        hits: people.map((person) => ({
          id: person.id,
          mark: person.number,
          title: person.name,
          detail: [person.unitName, person.title].filter(Boolean).join(' '),
          href: `/organisation/people/${person.id}`,
        })),
        total,
        more: false,
      }
    },
  },
  {
    kind: 'unit',
    find: async (act, { terms, query, size }) => {
      const patterns = terms.map((term) => `%${term.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`)
      const { rows } = await sql<{
        id: string
        name: string
        code: string
        parentId: string | null
        total: number
      }>`
        select u.id, u.name, u.code, u.parent_id as "parentId", count(*) over ()::int as total from unit_at u
         where (u.search like all (${patterns}::text[]) or u.code = ${query.trim()})
           and u.valid_from <= ${act.today}::date and (u.valid_to is null or u.valid_to > ${act.today}::date)
         order by char_length(u.name), u.code limit ${size}`.execute(act.tx)
      const names = await unitNames(
        act.tx,
        rows.flatMap((row) => row.parentId ?? []),
        act.today,
      )
      return {
        hits: rows.map((row) => ({
          id: row.id,
          mark: row.code,
          title: row.name,
          detail: names.get(row.parentId ?? '') ?? '',
          href: `/organisation/units/${row.id}`,
        })),
        total: rows[0]?.total ?? 0,
        more: false,
      }
    },
  },
  {
    kind: 'clause',
    find: async (act, { query, size }) => {
      const { hits, total } = await searchProvisions(act, { query, page: 1, size })
      return {
        hits: hits.map((hit) => ({
          id: `${hit.editionId} ${hit.wid}`,
          mark: [hit.documentMark, hit.number].filter(Boolean).join(' '),
          title: hit.heading ?? Array.from(hit.text).slice(0, shortText).join(''),
          detail: hit.heading === null ? hit.editionLabel : Array.from(hit.text).slice(0, shortText).join(''),
          href: `/policies/${hit.editionId}?at=${encodeURIComponent(hit.wid)}`,
        })),
        total,
        more: false,
      }
    },
  },
  {
    kind: 'meeting',
    find: async (act, { query, size }) => {
      const { meetings, total } = await searchMeetings(act, query, size)
      return {
        hits: meetings.map((meeting) => ({
          id: meeting.id,
          mark: formatDate(meeting.heldOn),
          title: meeting.label,
          detail: Array.from(meeting.titles).slice(0, shortText).join(''),
          href: `/council/${meeting.id}`,
        })),
        total,
        more: false,
      }
    },
  },
]
