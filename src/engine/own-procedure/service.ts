import type { OfficeCode } from '#authority/offices.ts'
import { personNames } from '#authority/reads.ts'
import { closedBecause, mechanismOf, type ProcedurePorts } from '#engine/procedure/ports.ts'
import { preview } from '#engine/procedure/preview.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { oneAtATime } from '#policy/one-at-a-time.ts'
import { changeProblems, compileOwn, declarationProblems } from './compile.ts'
import * as contract from './contract.ts'
import type { OwnDeclaration } from './declaration.ts'
import './tables.ts'

/** Designing the city's own procedures: saved as a draft, tried, then run. */
export function ownProcedureOperations(ports: ProcedurePorts): Implementation[] {
  const registers = new Set(ports.registers.map((each) => each.key))
  return [
    implement(contract.ownProcedures, async (act) => {
      const rows = await act.tx.selectFrom('own_procedure').selectAll().orderBy('running').execute()
      const names = await personNames(
        act.tx,
        rows.map((row) => row.changed_by),
      )
      const cases = await casesOf(act)
      const opened = await openOnes(act, ports, rows)
      return {
        procedures: rows.map((row) => ({
          key: row.key,
          name: (row.draft ?? row.live)?.name ?? row.key,
          state: row.state,
          changing: row.live !== null && row.draft !== null,
          version: row.version,
          changedAt: row.changed_at,
          changedBy: names.get(row.changed_by) ?? '',
          liveSince: row.live_since,
          cases: cases.get(row.key) ?? 0,
          open: opened.has(row.key),
        })),
      }
    }),

    implement(contract.showOwnProcedure, async (act, input) => {
      const row = await rowOf(act, input.key)
      const declaration = row.draft ?? row.live
      if (declaration === null) throw new Error(`own procedure ${row.key} says nothing`)
      const cases = await casesOf(act)
      return {
        key: row.key,
        state: row.state,
        version: row.version,
        declaration,
        live: row.draft === null ? null : row.live,
        problems: [...problemsOf(declaration, row.live, registers)],
        cases: cases.get(row.key) ?? 0,
        open: (await openOnes(act, ports, [row])).has(row.key),
      }
    }),

    implement(contract.saveOwnProcedure, async (act, input) => {
      const { personId } = personOf(act)
      await oneAtATime(act, 'own-procedure')
      const before = input.key === undefined ? null : await rowOf(act, input.key)
      if (before !== null && before.version !== input.version) {
        return refuse('conflict', overtaken)
      }
      if (before?.state === 'retired') {
        return refuse('conflict', 'この手続は終わっています。新しい手続としてつくってください。')
      }
      const running = before?.running ?? (await nextRunning(act))
      const row = {
        tenant_id: act.tenantId,
        key: before?.key ?? `own-${running}`,
        running,
        version: (before?.version ?? 0) + 1,
        state: before?.state ?? ('draft' as const),
        live: before?.live ?? null,
        draft: input.declaration,
        changed_at: act.at,
        changed_by: personId,
        live_since: before?.live_since ?? null,
      }
      await act.recorder.save('own_procedure', row)
      act.recorder.describe({
        act: before === null ? '手続の案の作成' : '手続の案の変更',
        subject: { kind: 'own-procedure', id: row.key, label: input.declaration.name },
      })
      return {
        key: row.key,
        version: row.version,
        problems: [...problemsOf(input.declaration, row.live, registers)],
      }
    }),

    implement(contract.tryOwnProcedure, async (act, input) => {
      const faults = declarationProblems(input.declaration, registers)
      if (faults.length > 0) return { faults, answer: null }
      const definition = compileOwn('own-1', input.declaration)
      return { faults: [], answer: await preview(act, definition, input.form, input.applicantId) }
    }),

    implement(contract.publishOwnProcedure, async (act, input) => {
      const { personId } = personOf(act)
      await oneAtATime(act, 'own-procedure')
      const row = await rowOf(act, input.key)
      if (row.version !== input.version) return refuse('conflict', overtaken)
      if (row.draft === null) {
        return refuse('conflict', 'この手続に、動かしていない変更はありません。')
      }
      const problems = problemsOf(row.draft, row.live, registers)
      if (problems.length > 0) {
        return refuse('invalid', 'この案には、まだ直すところがあります。示したところを直してください。', {
          problems: [...problems],
        })
      }
      const version = row.version + 1
      await act.recorder.save('own_procedure', {
        ...row,
        version,
        state: 'live',
        live: row.draft,
        draft: null,
        live_since: row.live_since ?? act.at,
        changed_at: act.at,
        changed_by: personId,
      })
      await act.recorder.save('own_procedure_version', {
        tenant_id: act.tenantId,
        key: row.key,
        version,
        declaration: row.draft,
        at: act.at,
        by_id: personId,
      })
      act.recorder.describe({
        act: row.live === null ? '市の手続の開始' : '市の手続の変更',
        subject: { kind: 'own-procedure', id: row.key, label: row.draft.name },
      })
      return { version }
    }),

    implement(contract.discardOwnProcedure, async (act, input) => {
      await oneAtATime(act, 'own-procedure')
      const row = await rowOf(act, input.key)
      if (row.live !== null || row.draft === null) {
        return refuse(
          'conflict',
          'この手続は動いたことがあるため、消せません。使わないときは「手続を終える」を使ってください。',
        )
      }
      if (row.version !== input.version) return refuse('conflict', overtaken)
      await act.recorder.remove('own_procedure', { key: row.key })
      act.recorder.describe({
        act: '手続の案の削除',
        subject: { kind: 'own-procedure', id: row.key, label: row.draft.name },
      })
      return {}
    }),

    implement(contract.retireOwnProcedure, async (act, input) => {
      const { personId } = personOf(act)
      await oneAtATime(act, 'own-procedure')
      const row = await rowOf(act, input.key)
      if (row.live === null) {
        return refuse('conflict', 'この手続はまだ動いていません。使わない案は「案を消す」で消せます。')
      }
      if (row.state === 'retired') return refuse('conflict', 'この手続はすでに終わっています。')
      await act.recorder.save('own_procedure', {
        ...row,
        version: row.version + 1,
        state: 'retired',
        draft: null,
        changed_at: act.at,
        changed_by: personId,
      })
      act.recorder.describe({
        act: '市の手続の終了',
        subject: { kind: 'own-procedure', id: row.key, label: row.live.name },
      })
      return {}
    }),
  ]
}

/** No role of an own procedure is undefined: the designer offers offices only. */
const noRoles = new Map<string, OfficeCode>()

const overtaken =
  'ほかの人が先にこの案を保存しました。開き直して、その内容を確かめてから直してください。あなたの変更はまだ保存されていません。'

async function rowOf(act: Act, key: string) {
  const row = await act.tx.selectFrom('own_procedure').selectAll().where('key', '=', key).executeTakeFirst()
  return row ?? refuse('not-found', 'その手続は見つかりません。一覧から選び直してください。')
}

function problemsOf(said: OwnDeclaration, live: OwnDeclaration | null, registers: ReadonlySet<string>) {
  return [...declarationProblems(said, registers), ...(live === null ? [] : changeProblems(live, said))]
}

async function nextRunning(act: Act): Promise<number> {
  const last = await act.tx
    .selectFrom('own_procedure')
    .select((select) => select.fn.max('running').as('last'))
    .executeTakeFirst()
  return Number(last?.last ?? 0) + 1
}

async function casesOf(act: Act): Promise<Map<string, number>> {
  const rows = await act.tx
    .selectFrom('application')
    .select(['procedure', (select) => select.fn.countAll<number>().as('count')])
    .where('procedure', 'like', 'own-%')
    .where('filed_at', 'is not', null)
    .groupBy('procedure')
    .execute()
  return new Map(rows.map((row) => [row.procedure, Number(row.count)]))
}

/** Which of them can be filed today: they run, and their clause is bound and confirmed. One query. */
async function openOnes(
  act: Act,
  ports: ProcedurePorts,
  rows: readonly { key: string; state: string; live: OwnDeclaration | null }[],
): Promise<Set<string>> {
  const running = rows.flatMap((row) =>
    row.state === 'live' && row.live !== null ? [compileOwn(row.key, row.live)] : [],
  )
  const cites = await ports.citations(act.tx, running.map(mechanismOf), act.today)
  return new Set(
    running.flatMap((definition) =>
      closedBecause(definition, cites.get(mechanismOf(definition)) ?? [], noRoles) === null
        ? [definition.key]
        : [],
    ),
  )
}
