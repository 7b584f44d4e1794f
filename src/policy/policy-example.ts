// A policy room on a database of its own, for the tests beside this file.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { z } from 'zod'
import { settableClock } from '#ground/clock/clock.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { FileStore } from '#ground/files/file-store.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { createRunner } from '#ground/operation/runner.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { testDatabase } from '#test/database.ts'
import { recordedTables } from './recorded.ts'
import { policyOperations } from './service.ts'

export const { db, tenantId, newTenant } = await testDatabase({ after })
const registry = createRegistry([recordedTables])
const clock = settableClock('2026-05-01T00:00:00Z')
export const officer: Actor = {
  kind: 'person',
  personId: newId(),
  accountId: newId(),
  rights: new Set(['policy.manage']),
}
export const clerk: Actor = { kind: 'person', personId: newId(), accountId: newId(), rights: new Set() }
export const stored = new Map<string, { bytes: Uint8Array; name: string }>()
const files: FileStore = {
  put: () => Promise.reject(new TypeError('not needed here')),
  find: () => Promise.resolve(undefined),
  read: async (fileId) => {
    const file = stored.get(fileId)
    if (file === undefined) throw new Refusal('not-found', 'ファイルが見つかりません。')
    return { ...file, fileId, type: 'text/plain', size: file.bytes.length, sha256: '' }
  },
}
const slots = [
  {
    mechanism: 'procedure:carry-out',
    mechanismName: '持出許可',
    kind: '手続',
    slot: 'permit',
    need: '持出しの許可を定める条文',
    takes: ['permit'],
    words: ['持ち出'],
  },
  {
    mechanism: 'procedure:carry-out',
    mechanismName: '持出許可',
    kind: '手続',
    slot: 'record',
    need: '記録の保管を定める条文',
  },
  {
    mechanism: 'register:assets',
    mechanismName: '情報資産台帳',
    kind: '台帳',
    slot: 'classes',
    need: '分類を定める条文',
  },
] as const
const planned = [
  {
    mechanism: 'planned:duty',
    mechanismName: '点検',
    kind: '義務',
    slot: 'duty',
    need: '行うことを定める条文',
    takes: ['duty', 'config-control', 'ledger', 'document', 'permit'],
  },
] as const
const runner = createRunner(
  {
    database: db,
    clock,
    recorder: (scope) => createRecorder({ ...scope, registry }),
    jobs: () => ({ send: () => Promise.resolve('job') }),
    files: () => files,
    recorded: () => undefined,
  },
  policyOperations({
    slots: () => Promise.resolve(slots),
    planned: () => planned,
    personNames: () =>
      Promise.resolve(new Map(officer.kind === 'person' ? [[officer.personId, '西田 亮']] : [])),
    dependents: (_tx, asked) =>
      Promise.resolve(
        asked.mechanisms.includes('procedure:carry-out')
          ? [
              {
                kind: 'case',
                kindLabel: '手続中の申請',
                key: 'procedure:carry-out',
                label: '持出許可 3件',
                count: 3,
                address: '/cases',
                mechanism: 'procedure:carry-out',
                wids: [],
                never: ['drop'] as const,
              },
            ]
          : [],
      ),
    council: {
      resolution: () => Promise.resolve(null),
      reportOwed: () => Promise.resolve(),
      reportMade: () => Promise.resolve(),
    },
    bodies: () => Promise.resolve([]),
    readerChoices: () => Promise.resolve({ units: [], offices: [] }),
    counts: () => Promise.resolve(new Map([['procedure:carry-out', [{ label: '許可', value: 3 }]]])),
  }),
)

export async function run<Name extends string, I extends z.ZodType, O extends z.ZodType>(
  operation: Contract<Name, I, O>,
  input: z.input<I>,
  actor: Actor = officer,
  tenant = tenantId,
): Promise<z.output<O>> {
  return operation.output.parse(await runner.run(operation.name, { tenantId: tenant, actor }, input))
}

export async function refused(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

export const base64 = (text: string) => Buffer.from(text).toString('base64')
export const STANDARD = `青海市情報保護対策基準
第1 趣旨
この対策基準は、市の情報資産を守るために必要な事項を定めるものとする。
第2 分類
1 機密性の分類
情報資産は、次のとおり分類する。
分類 分類基準 取扱制限
3 特に限られた職員だけが扱う情報 ・暗号化
2 公開しない情報 ・施錠
1 上の二つ以外の情報
第3 持出し
1 許可
(1) 職員は、情報資産を持ち出すときは、課長の許可を得なければならない。また、課長は、その記録を作成し、保管しなければならない。
(2) ＵＳＢメモリを用いるときは、暗号化しなければならない。
附則
この対策基準は、令和8年4月1日から施行する。
`
export const AMENDED = STANDARD.replace(
  '暗号化しなければならない。',
  '課長の貸し出すものを用い、暗号化しなければならない。',
).replace('第3 持出し\n', '第3 体制\n課長を情報の管理者とする。\n第4 持出し\n')
export const force = {
  effectiveFrom: '2026-04-01',
  decidedBy: '情報化推進会議',
  decidedOn: '2026-03-20',
  approval: { kind: 'council', meeting: '情報化推進会議', resolvedOn: '2026-03-20' },
} as const
export const inTenant = <T>(work: Parameters<typeof db.readTenant<T>>[1]) => db.readTenant(tenantId, work)
