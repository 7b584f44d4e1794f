import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house

test('an officer types a plan, rehearses it, mends what cannot be made, confirms it, and the day does the rest', async () => {
  const waiting = await city.file('colleague')
  const granted = await city.file('applicant')
  await city.decide('manager', granted)

  const officer = await house.as('officer')
  await officer.goto('/organisation')
  await officer.getByRole('link', { name: '異動', exact: true }).click()
  await officer.getByRole('heading', { level: 1, name: '異動・組織改正の案' }).waitFor()
  await officer.getByText('案はまだありません').waitFor()
  await picture(officer, 'transfers-1-none')

  await officer.getByRole('button', { name: '新しい案を作る' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel('件名').fill('令和8年12月1日 人事異動')
  await dialog.getByRole('textbox', { name: /^発令日/ }).fill('2026-11-24')
  house.expectStatus(400)
  await dialog.getByRole('button', { name: '保存する' }).click()
  await dialog.getByText('発令日は明日以後の日にしてください').first().waitFor()
  await dialog.getByRole('textbox', { name: /^発令日/ }).fill('R8.12.1')
  await dialog.getByRole('button', { name: '保存する' }).click()
  await officer.getByRole('heading', { level: 1, name: '令和8年12月1日 人事異動' }).waitFor()
  await officer.getByText('行はありません').waitFor()
  // An empty plan cannot be confirmed, and the button says why.
  await officer.getByText('発令に含める行がありません').first().waitFor()

  const add = async (kind: string, fill: (form: ReturnType<typeof officer.getByRole>) => Promise<void>) => {
    await officer.getByRole('button', { name: '行を加える' }).click()
    const form = officer.getByRole('dialog')
    await form.getByRole('combobox', { name: /^区分/ }).selectOption({ label: kind })
    await fill(form)
    await form.getByRole('button', { name: '加える' }).click()
    await form.waitFor({ state: 'detached' })
  }
  const choose = async (form: ReturnType<typeof officer.getByRole>, label: string, word: string) => {
    await form.getByRole('combobox', { name: new RegExp(`^${label}`, 'u') }).fill(word)
    await form.getByRole('option').filter({ hasText: word }).first().click()
  }
  await add('退職', async (form) => choose(form, '職員', '佐伯'))
  await add('異動', async (form) => {
    await choose(form, '職員', '小川')
    await choose(form, '所属', '長寿支援課')
    await form.getByRole('textbox', { name: /^職名/ }).fill('課長')
  })
  await add('異動', async (form) => {
    await choose(form, '職員', '田辺')
    await choose(form, '所属', '市民課')
    await form.getByRole('textbox', { name: /^職名/ }).fill('主事')
  })
  // 小川 a second time: it cannot be, and the rehearsal says so.
  await add('退職', async (form) => choose(form, '職員', '小川'))
  await picture(officer, 'transfers-2-lines')

  await officer.getByRole('tab', { name: '予行の結果' }).click()
  await officer.getByText('まだ予行をしていません').first().waitFor()
  await officer.getByRole('button', { name: '予行をする' }).click()
  await officer.getByRole('progressbar', { name: '予行をしています' }).waitFor()
  await officer.getByText('発令できない行が1件あります').first().waitFor()
  await officer.getByRole('link', { name: 'できない行を見る' }).click()
  await officer.getByText('同じ職員について、採用・異動・退職・任期の更新が二つ以上あります').waitFor()
  await picture(officer, 'transfers-3-problem')
  await officer.getByRole('button', { name: 'できない行をすべて外す' }).click()
  await officer.getByText('3件を発令に含めます。').waitFor()

  await officer.getByRole('tab', { name: '予行の結果' }).click()
  await officer.getByText('もう一度予行をしてください').first().waitFor()
  await officer.getByRole('button', { name: '予行をやり直す' }).click()
  await officer.getByText('もう一度予行をしてください').first().waitFor({ state: 'detached' })
  await officer.getByRole('tab', { name: /^役割/ }).click()
  const report = officer.getByRole('table', { name: '予行の結果:役割' })
  await report.getByRole('row').filter({ hasText: '小川 直樹' }).filter({ hasText: '就く' }).waitFor()
  await picture(officer, 'transfers-4-offices')
  await officer.getByRole('tab', { name: /^手続中の申請/ }).click()
  await officer
    .getByRole('row')
    .filter({ hasText: '佐伯 真由美' })
    .filter({ hasText: '小川 直樹' })
    .first()
    .waitFor()
  await picture(officer, 'transfers-5-cases')
  await officer.getByRole('tab', { name: /^失効する許可/ }).click()
  await officer.getByRole('row').filter({ hasText: '田辺 彩' }).waitFor()
  const waited = officer.waitForEvent('download')
  await officer.getByRole('button', { name: 'Excelで受け取る' }).click()
  assert.match((await waited).suggestedFilename(), /失効する許可.*\.xlsx$/u)

  // Two browsers: the other one has the page open, too, and finds the plan confirmed.
  const head = await house.as('officeHead')
  await head.goto(new URL(officer.url()).pathname)
  await head.getByRole('button', { name: '確定する' }).waitFor()

  await officer.getByRole('button', { name: '確定する' }).click()
  const confirm = officer.getByRole('dialog')
  await confirm.getByText('3件を、次の日の0時から').waitFor()
  await picture(officer, 'transfers-6-confirm')
  await confirm.getByRole('button', { name: '確定する' }).click()
  await officer.getByRole('button', { name: '確定を取り消す' }).waitFor()
  await picture(officer, 'transfers-7-confirmed')

  house.expectStatus(409)
  await head.getByRole('button', { name: '確定する' }).click()
  await head.getByRole('dialog').getByRole('button', { name: '確定する' }).click()
  await head.getByText('この案はすでに確定しています').first().waitFor()
  await head.close()

  // The day comes; the worker finds what is due. The sessions of last week are over.
  const address = new URL(officer.url()).pathname
  await officer.close()
  house.at('2026-12-01T00:00:05+09:00')
  house.expectStatus(401)
  const morning = await house.as('officer')
  await morning.goto(`${address}?view=done`)
  const done = morning.getByRole('table', { name: '発令日に行ったこと' })
  for (let tries = 0; tries < 20 && !(await done.isVisible()); tries += 1) {
    await morning.waitForTimeout(700)
    await morning.reload()
  }
  await done.getByRole('row').filter({ hasText: '失効' }).first().waitFor()
  await done.getByRole('row').filter({ hasText: '決定者の交代' }).first().waitFor()
  await picture(morning, 'transfers-8-done')
  assert.equal((await city.show('auditor', granted)).state, 'lapsed')
  assert.equal((await city.show('auditor', waiting)).events.at(-1)?.act, '回付先の変更')
})

test('who does not keep the organisation is told so, and a plan that is not there is not found', async () => {
  const applicant = await house.as('applicant')
  await applicant.goto('/organisation/transfers')
  await applicant.getByText('異動の案を扱えるのは、情報セキュリティの事務局だけです').waitFor()
  const officer = await house.as('officer')
  house.expectStatus(404)
  await officer.goto('/organisation/transfers/01a22724-56bf-74d1-94ee-2e1051edc31b')
  await officer.getByText('その異動の案は見つかりません').first().waitFor()
})
