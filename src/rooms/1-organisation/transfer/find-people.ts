import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Finding } from './finding.ts'
import { changesUnit } from './find-cases.ts'
import type { TouchedPerson, TransferPorts } from './ports.ts'

const moveWords: Readonly<Record<TouchedPerson['kind'], string>> = {
  joiner: '採用',
  mover: '異動',
  leaver: '退職',
}

/** What must be handed back, IDs to be removed, who must be trained, which checklists open: what the ports know. */
export async function findOfPeople(
  tx: Tx,
  ports: TransferPorts,
  people: readonly TouchedPerson[],
  on: string,
): Promise<Finding[]> {
  const byId = new Map(people.map((person) => [person.personId, person]))
  const going = people.filter(changesUnit).map((person) => person.personId)
  const findings: Finding[] = []
  const about = (personId: string) => {
    const person = byId.get(personId)
    return {
      personId,
      unitId: person?.formerUnitId ?? person?.unitId ?? null,
      label: person?.name ?? '',
      unit: (person?.kind === 'joiner' ? person.unitName : person?.formerUnitName) ?? '',
      word: person === undefined ? '' : moveWords[person.kind],
    }
  }
  for (const thing of await ports.holdings(tx, going, on)) {
    const { word, ...who } = about(thing.personId)
    findings.push({
      ...who,
      tab: 'holdings',
      kind: thing.kind,
      before: thing.label,
      after: `返す(${word})`,
      note: thing.note,
      href: thing.href,
    })
  }
  for (const id of await ports.accounts(tx, going, on)) {
    const { word, ...who } = about(id.personId)
    findings.push({
      ...who,
      tab: 'accounts',
      kind: word,
      before: `${id.system} ${id.login}`,
      after: word === '退職' ? '抹消' : '見直し',
      note: id.note,
      href: id.href,
    })
  }
  for (const step of await ports.training(tx, people, on)) {
    const { word: _, ...who } = about(step.personId)
    findings.push({ ...who, tab: 'training', kind: step.kind, after: step.label, note: step.note })
  }
  for (const step of await ports.checklists(tx, people, on)) {
    const { word, ...who } = about(step.personId)
    findings.push({
      ...who,
      tab: 'checklists',
      kind: word,
      before: step.kind,
      after: step.label,
      note: step.note,
    })
  }
  return findings
}

type Left = { id: string; name: string; unitId: string; unit: string; title: string }

/** Staff whose unit ends and who are placed nowhere: the plan has to say where they go. One query. */
export async function findLeftBehind(tx: Tx, on: string): Promise<Finding[]> {
  const { rows } = await sql<Left>`
    select n.id, n.family || case when n.given = '' then '' else ' ' || n.given end as name,
           p.unit_id as "unitId", coalesce(was.name, '') as unit, p.title
      from appointment a
      join person n on n.id = a.person_id and (n.valid_to is null or n.valid_to > ${on}::date)
      join post p on p.id = a.post_id
      left join unit_at was on was.id = p.unit_id and was.valid_to = ${on}::date
     where a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
       and p.unit_id is not null
       and not exists (
         select 1 from unit_at u where u.id = p.unit_id and u.valid_from <= ${on}::date
            and (u.valid_to is null or u.valid_to > ${on}::date))
     order by unit, name`.execute(tx)
  return rows.map((row) => ({
    tab: 'units',
    kind: '行き先のない職員',
    personId: row.id,
    unitId: row.unitId,
    label: row.name,
    unit: row.unit,
    before: row.title,
    after: '所属がなくなる',
    note: '所属が廃止されますが、この職員の異動先が案にありません。異動を案に加えてください。',
  }))
}
