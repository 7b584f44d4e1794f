import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { seal, unseal } from '#authority/sign-in/seal.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import { DirectoryRefusal } from '#ground/directory/faults.ts'
import { filterFault } from '#ground/directory/filter.ts'
import { type DirectoryAnswer, searchDirectory } from '#ground/directory/search.ts'
import { type DirectorySettings, readAddress } from '#ground/directory/settings.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import { MOST_ROWS } from './compare.ts'
import type { DirectoryReader } from './compare-job.ts'
import { saveDirectory, showDirectory, testDirectory } from './contract-directory.ts'
import { hrFields, type HrField } from './fields.ts'
import type { Mapping } from './mapping.ts'
import type { HrDirectoryTable } from './tables.ts'
import './tables.ts'

type Row = Selectable<HrDirectoryTable>

/** Entries a test reads, and those it shows. */
const TRIED = 100
const SHOWN = 5
/** A test is waited for before the screen, within a transaction: it gives up soon. */
const TEST_MS = 5_000

const place = (tenantId: string): string => `hr_directory_secret ${tenantId}`

/** The city's directory with its password; null when none is set. Two queries. @throws Refusal without a password. */
export async function directoryOf(
  tx: Tx,
  sealKey: Buffer | null,
): Promise<{ settings: DirectorySettings; peopleFilter: string; row: Row } | null> {
  const row = await tx.selectFrom('hr_directory').selectAll().executeTakeFirst()
  if (row === undefined) return null
  const kept = await tx.selectFrom('hr_directory_secret').select('sealed').executeTakeFirst()
  const password =
    kept === undefined || sealKey === null ? null : unseal(sealKey, place(row.tenant_id), kept.sealed)
  const address = readAddress(row.address)
  if (password === null || address === undefined) {
    return refuse(
      'conflict',
      'ディレクトリに接続するパスワードが読み取れません。設定の「ディレクトリ」でパスワードを入れ直してください。',
    )
  }
  const settings: DirectorySettings = {
    ...address,
    authorityPem: row.authority_pem,
    bindDn: row.bind_dn,
    password,
    base: row.base,
  }
  return { settings, peopleFilter: row.filter, row }
}

/** Reads the whole directory as a sheet, outside any transaction. */
export function directoryReader(ports: { database: Database; sealKey: Buffer | null }): DirectoryReader {
  return async (tenantId, progress) => {
    const known = await ports.database.readTenant(tenantId, (tx) => directoryOf(tx, ports.sealKey))
    if (known === null) {
      return refuse(
        'conflict',
        'ディレクトリの接続先が登録されていません。設定の「ディレクトリ」で登録してください。',
      )
    }
    const { row, settings } = known
    const answer = await searchDirectory(settings, {
      filter: row.filter,
      attributes: attributesOf(row),
      most: MOST_ROWS,
      progress,
    })
    if (answer.cut) {
      throw new DirectoryRefusal(
        'limit',
        `ディレクトリの職員が${MOST_ROWS.toLocaleString('ja-JP')}件を超えます。検索の条件を狭くしてください。`,
      )
    }
    return { ...sheetOf(answer, row), referrals: answer.referrals }
  }
}

function attributesOf(row: Row): string[] {
  return [...new Set(Object.values(row.attributes))]
}

/** Entries as a table under the names of their attributes; several values of one attribute: the first counts. */
export function sheetOf(answer: DirectoryAnswer, row: Row): { sheet: Sheet; mapping: Mapping } {
  const header = attributesOf(row)
  const rows = answer.entries.map((entry, index) => ({
    line: index + 1,
    cells: header.map((name) => entry.values.get(name.toLowerCase())?.[0] ?? ''),
  }))
  return {
    sheet: { header, rows, blankLines: [], problems: [], warnings: [] },
    // A directory in which not everybody is says nothing about who is missing.
    mapping: { kind: row.whole ? 'all' : 'orders', columns: row.attributes, words: {} },
  }
}

async function show(act: Act): Promise<z.input<typeof showDirectory.output>> {
  const row = await act.tx.selectFrom('hr_directory').selectAll().executeTakeFirst()
  if (row === undefined) return { directory: null }
  const kept = await act.tx.selectFrom('hr_directory_secret').select('tenant_id').executeTakeFirst()
  return {
    directory: {
      address: row.address,
      authorityPem: row.authority_pem,
      bindDn: row.bind_dn,
      base: row.base,
      filter: row.filter,
      attributes: { ...row.attributes },
      whole: row.whole,
      hasPassword: kept !== undefined,
      changedAt: row.changed_at,
    },
  }
}

function saver(sealKey: Buffer | null) {
  return async (
    act: Act,
    input: z.output<typeof saveDirectory.input>,
  ): Promise<z.input<typeof saveDirectory.output>> => {
    const problems: { at: string; message: string }[] = []
    if (readAddress(input.address) === undefined) {
      problems.push({
        at: 'address',
        message:
          '「ldaps://サーバー名」または「ldap://サーバー名」(StartTLSで暗号化します)の形で入れてください。',
      })
    }
    const fault = filterFault(input.filter)
    if (fault !== undefined) problems.push({ at: 'filter', message: fault })
    const pem = input.authorityPem?.trim() ?? ''
    if (pem !== '' && !/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/u.test(pem)) {
      problems.push({
        at: 'authorityPem',
        message:
          '「-----BEGIN CERTIFICATE-----」で始まる証明書(PEM形式)を入れてください。秘密鍵は入れないでください。',
      })
    }
    const before = await act.tx.selectFrom('hr_directory').selectAll().executeTakeFirst()
    const kept = await act.tx.selectFrom('hr_directory_secret').select('tenant_id').executeTakeFirst()
    // The password goes nowhere but where it was meant for: a new address or account wants it again.
    const same = before !== undefined && before.address === input.address && before.bind_dn === input.bindDn
    if (input.password === undefined && (kept === undefined || !same)) {
      problems.push({
        at: 'password',
        message:
          kept === undefined
            ? 'パスワードを入れてください。'
            : '接続先か接続用の利用者が変わったため、パスワードをもう一度入れてください。',
      })
    }
    if (problems.length > 0) {
      refuse('invalid', 'ディレクトリの接続先に誤りがあります。示した項目を直してください。', { problems })
    }
    if (input.password !== undefined) {
      if (sealKey === null) {
        return refuse(
          'unavailable',
          'パスワードに封をする鍵がないため、登録できません。Kijunの管理者に伝えてください。',
        )
      }
      const sealed = seal(sealKey, place(act.tenantId), input.password)
      await act.tx
        .insertInto('hr_directory_secret')
        .values({ tenant_id: act.tenantId, sealed })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ sealed }))
        .execute()
    }
    await act.recorder.save('hr_directory', {
      tenant_id: act.tenantId,
      id: before?.id ?? newId(),
      address: input.address,
      authority_pem: pem === '' ? null : pem,
      bind_dn: input.bindDn,
      base: input.base,
      filter: input.filter,
      attributes: input.attributes,
      whole: input.whole,
      changed_at: act.at,
    })
    act.recorder.describe({
      act: 'ディレクトリの設定',
      subject: { kind: 'tenant', id: act.tenantId, label: input.address.slice(0, 200) },
      note: input.password === undefined ? 'パスワードはそのまま' : 'パスワードを新しくしました',
    })
    return { saved: true }
  }
}

function tester(sealKey: Buffer | null) {
  return async (act: Act): Promise<z.input<typeof testDirectory.output>> => {
    const known = await directoryOf(act.tx, sealKey)
    if (known === null)
      return refuse('conflict', 'ディレクトリの接続先がまだ登録されていません。先に登録してください。')
    const { row, settings } = known
    const fields = hrFields.filter((field) => row.attributes[field] !== undefined)
    const question = { filter: row.filter, attributes: attributesOf(row), most: TRIED }
    const answer = await searchDirectory({ ...settings, timeoutMs: TEST_MS }, question).catch(
      (error: unknown) => {
        if (error instanceof DirectoryRefusal) return error
        throw error
      },
    )
    if (answer instanceof DirectoryRefusal) {
      return { works: false, says: answer.message, read: 0, more: false, referrals: 0, fields, sample: [] }
    }
    const { sheet } = sheetOf(answer, row)
    const at = (field: HrField): number => sheet.header.indexOf(row.attributes[field] ?? '')
    const says =
      answer.entries.length === 0
        ? '接続できましたが、条件に合う職員がいません。検索の起点と条件を確かめてください。'
        : '接続できました。'
    return {
      works: true,
      says,
      read: answer.entries.length,
      more: answer.cut,
      referrals: answer.referrals,
      fields,
      sample: sheet.rows
        .slice(0, SHOWN)
        .map((line) => fields.map((field) => (line.cells[at(field)] ?? '').slice(0, 100))),
    }
  }
}

/** Settings of the city's directory, and the test of them. */
export function directoryOperations(ports: { sealKey: Buffer | null }): readonly Implementation[] {
  return [
    implement(showDirectory, show),
    implement(saveDirectory, saver(ports.sealKey)),
    implement(testDirectory, tester(ports.sealKey)),
  ]
}
