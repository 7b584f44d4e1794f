import { confirmEntry } from '#engine/confirmation/contract.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { RawValues } from '#engine/register/schema.ts'
import { checkedValues } from '#engine/register/schema.ts'
import { storeNew } from '#engine/register/store.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { passGate } from '#engine/register-gate/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { cipherRegister } from '#rooms/6-technical/ciphers/definition.ts'
import { developmentRegister } from '#rooms/6-technical/development/definition.ts'
import { connectionRegister, lineRegister, wirelessRegister } from '#rooms/6-technical/network/definition.ts'
import { changeRecord, faultRecord, workRecord } from '#rooms/6-technical/records/definition.ts'
import { licenseRegister, softwareRegister } from '#rooms/6-technical/software/definition.ts'

type Stage = {
  readonly runner: Runner
  readonly tenantId: string
  readonly today: string
  /** Ids of units and people by their key in the sample. */
  unit(key: string): string
  person(key: string): string
  actor(key: string): Promise<Actor>
  /** Moves the clock to a time some days before today. */
  at(days: number, time: string): void
}

const maker: Actor = { kind: 'system', job: 'sample-city' }

/**
 * What the ledgers of 第8 hold in the sample: mostly in order, and some things a check should find — a licence used more
 * often than it is owned, a wireless network with a shared word, a change only one person has seen.
 */
export async function makeSystemLedgers(
  stage: Stage,
  systems: { readonly base: string; readonly documents: string; readonly care: string },
): Promise<void> {
  const { runner, tenantId, today, unit, person } = stage
  const ago = (days: number): string => addDays(today, -days)
  const write = async (definition: RegisterDefinition, section: string, lines: readonly RawValues[]) =>
    runner.perform('sample.ledgers', { tenantId, actor: maker }, async (act) => {
      const entries = await storeNew(
        act,
        definition,
        { origin: 'import', why: '台帳の取込み' },
        lines.map((values) => ({ unitId: unit(section), values: checkedValues(definition, values) })),
      )
      act.recorder.describe({
        act: '台帳の取込み',
        subject: { kind: `register:${definition.key}`, id: tenantId, label: `${entries.length}件` },
      })
      return entries.map((entry) => entry.entryId)
    })

  stage.at(-110, '10:00')
  const [writer = '', drawing = ''] = await write(softwareRegister, '0103', [
    {
      name: '文書作成・表計算',
      edition: '2024',
      maker: '架空ソフト',
      state: 'allowed',
      purpose: '全庁の事務',
    },
    {
      name: '図面閲覧',
      edition: '11',
      maker: '架空製図',
      state: 'allowed',
      purpose: '工事の図面',
      supported_until: ago(40),
    },
  ])
  await write(licenseRegister, '0103', [
    {
      name: '文書作成 年間契約',
      software: writer,
      basis: 'device',
      owned: 320,
      installed: 318,
      counted_on: ago(20),
      from: ago(200),
      until: addDays(today, 165),
    },
    {
      name: '図面閲覧 買取り',
      software: drawing,
      basis: 'device',
      owned: 5,
      installed: 7,
      counted_on: ago(20),
    },
  ])
  const [internet = '', prefecture = ''] = await write(connectionRegister, '0103', [
    {
      name: '県セキュリティクラウド',
      partner: '県',
      zone: 'internet',
      method: 'ip-vpn',
      from: ago(900),
      firewall: '境界1号',
      investigated: '県の技術仕様を確かめ、庁内に影響がない。',
      investigated_on: ago(905),
      liability: 'yes',
      contract: '利用協定 第12号',
    },
    {
      name: '県行政ネットワーク',
      partner: '県',
      zone: 'lgwan',
      method: 'dedicated',
      from: ago(1500),
      firewall: '境界2号',
      investigated: '専用線で、ほかの利用者はいない。',
      investigated_on: ago(1510),
      liability: 'yes',
      contract: '接続協定 第3号',
    },
    {
      name: '旧ASP接続',
      partner: '架空サービス',
      zone: 'lgwan',
      method: 'vpn',
      from: ago(2000),
      until: ago(300),
    },
  ])
  await write(lineRegister, '0103', [
    {
      name: '本庁舎の基幹',
      kind: 'switch',
      zone: 'lgwan',
      from: '本庁舎 電算室',
      redundancy: 'dual',
      wiring: '施錠した盤',
    },
    {
      name: '県への専用線',
      kind: 'line',
      zone: 'lgwan',
      from: '本庁舎 電算室',
      to: '県庁',
      connection: prefecture,
    },
    {
      name: '無害化の装置',
      kind: 'gateway',
      zone: 'lgwan',
      far_zone: 'internet',
      connection: internet,
      from: '本庁舎 電算室',
    },
    { name: '支所の試験線', kind: 'line', zone: 'lgwan', far_zone: 'internet', from: '東支所' },
  ])
  await write(wirelessRegister, '0103', [
    {
      name: 'shokuin',
      zone: 'lgwan',
      encryption: 'wpa3',
      authentication: 'certificate',
      points: 24,
      places: '本庁舎の会議室',
      keeper: person('hasumi'),
      logged: true,
    },
    {
      name: 'raicho',
      zone: 'internet',
      encryption: 'wpa2-psk',
      authentication: 'none',
      points: 6,
      places: '市民ホール',
    },
  ])
  await write(cipherRegister, '0103', [
    {
      name: '外部へ送るファイル',
      use: 'transfer',
      method: 'aes-256',
      state: 'approved',
      decided_on: ago(300),
      key_place: 'paper',
      custodians: [person('hasumi'), person('makabe')],
    },
    {
      name: '市のウェブサイトの証明書',
      use: 'connection',
      method: 'rsa',
      bits: 2048,
      state: 'approved',
      decided_on: ago(300),
      key_place: 'server',
      custodians: [person('hasumi')],
      expires: addDays(today, 25),
    },
    { name: '古い添付の暗号', use: 'transfer', method: 'zip', state: 'retired', key_place: 'none-kept' },
  ])
  await write(faultRecord, '0404', [
    {
      title: '介護保険システムの帳票が出ない',
      system: systems.care,
      found_on: ago(80),
      cause_kind: 'software',
      symptom: '納付書の印刷で画面が止まった。',
      affected: '窓口の発行が半日止まった。',
      cause: '更新で帳票の設定が初期の値に戻った。',
      measure: '設定を入れ直した。',
      restored_on: ago(80),
      prevention: '更新の手順に、帳票の設定の確認を加えた。',
    },
    {
      title: '介護保険システムにつながらない',
      system: systems.care,
      found_on: ago(12),
      cause_kind: 'network',
      symptom: '朝から全員がつながらなかった。',
      cause: '集線装置の故障',
      measure: '予備に替えた。',
      restored_on: ago(12),
    },
  ])
  stage.at(-6, '18:30')
  const change = {
    system: systems.care,
    risk: 'high',
    workers: [person('usami'), person('natori')],
    way_back: '作業前の控えから戻す。',
    specification_changed: true,
    specification: '帳票仕様書 第5版',
    consistency: '収納システムの読取りに影響がないことを確かめた。',
    backup_before: true,
    result: 'done',
  }
  const [, second = ''] = await write(changeRecord, '0404', [
    { ...change, title: '介護報酬の改定への対応', done_on: ago(45), content: '単価の表を入れ替えた。' },
    { ...change, title: '納付書の様式の変更', done_on: ago(7), content: '納付書の印字の位置を変えた。' },
  ])
  await write(workRecord, '0404', [
    {
      title: '月次の締め',
      system: systems.care,
      kind: 'operation',
      done_on: ago(24),
      workers: [person('natori')],
      content: '月次の処理を流した。',
      result: '件数を前の月と比べ、異常はない。',
    },
  ])
  stage.at(-5, '09:20')
  await runner.run(
    confirmEntry.name,
    { tenantId, actor: await stage.actor('hamada') },
    {
      register: 'change-record',
      entryId: second,
      expectedVersion: 1,
      outcome: 'confirmed',
      note: '試し刷りで確かめた。',
    },
  )
  const [renewal = ''] = await write(developmentRegister, '0404', [
    {
      name: '介護保険システムの更新',
      system: systems.care,
      kind: 'replacement',
      vendor: '架空システム株式会社',
      planned_start: addDays(today, 120),
      requirements: '操作の記録、通信の暗号化、二要素の認証',
      product: '公表された弱点に、対応が済んでいる。',
      responsible: person('usami'),
      workers: [person('natori')],
      vendor_workers: '責任者1人、作業者3人(名簿は契約に添付)',
      equipment: '開発用の端末4台、専用の区画',
    },
  ])
  const head = await stage.actor('kiritani')
  const bytes = new TextEncoder().encode('調達仕様書(抜粋)\n操作の記録、通信の暗号化、二要素の認証\n')
  const { fileId } = keepFile.output.parse(
    await runner.run(keepFile.name, { tenantId, actor: head }, { bytes, name: '調達仕様書.txt' }),
  )
  for (const [index, gate] of ['specification', 'product'].entries()) {
    await runner.run(
      passGate.name,
      { tenantId, actor: head },
      {
        register: 'development',
        entryId: renewal,
        expectedVersion: index + 1,
        gate,
        on: ago(5 - index),
        ...(gate === 'specification' ? { fileId } : {}),
      },
    )
    stage.at(-4, '11:00')
  }
}
