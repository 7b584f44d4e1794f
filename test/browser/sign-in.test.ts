import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { makeWorld, password, type Who } from '#test/world.ts'
import { openFront, picture, serve, signIn } from './house.ts'

/** Ways to sign in, before a real browser with an authenticator of its own. Passkeys want a name, hence localhost. */
const last: (() => unknown)[] = []
const world = await makeWorld({ after: (work) => last.push(work) })
const served = await serve(world.house)
const front = await openFront(served.origin.replace('127.0.0.1', 'localhost'))
after(async () => {
  await front.close()
  await served.close()
  for (const work of last) await work()
})
let now = '2026-11-24T10:00:00+09:00'

function at(time: string): void {
  now = `2026-11-24T${time}+09:00`
  world.at(now)
}

const codeNow = (secret: string): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.parse(now) / 1000) })

async function as(who: Who): Promise<Page> {
  const page = await front.newPage(who)
  await withAuthenticator(page)
  await page.goto('/')
  await signIn(page, who)
  return page
}

/** Gives the page a device with a fingerprint reader that always agrees. */
async function withAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function signOut(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('button', { name: 'サインアウト' }).click()
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
}

test('a passkey is registered, and from then on one signs in with it alone, or with it after the password', async () => {
  at('10:00:00')
  const page = await as('applicant')
  await page.goto('/account')
  await page.getByRole('button', { name: 'パスキーを登録する' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '端末で作る' }).click()
  await dialog.getByText('名前を入れてください。').waitFor()
  await dialog.getByLabel('名前').fill('職場のパソコン')
  await dialog.getByRole('button', { name: '端末で作る' }).click()
  await page.getByText('予備のコードを一度だけ表示しています').waitFor()
  await picture(page, 'sign-in-recovery-codes')
  await page.getByRole('button', { name: '保管しました' }).click()
  await page.getByRole('rowheader', { name: '職場のパソコン' }).waitFor()
  await page.getByText('この端末', { exact: true }).waitFor()
  await picture(page, 'sign-in-account')

  await signOut(page, /田辺 彩/)
  await picture(page, 'sign-in-page')
  await page.getByRole('button', { name: 'パスキーを使う' }).click()
  await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()

  await signOut(page, /田辺 彩/)
  front.expectStatus(401)
  await page.getByLabel('ログインID').fill('applicant')
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'サインイン' }).click()
  await page.getByRole('heading', { name: '二つ目の確認' }).waitFor()
  await picture(page, 'sign-in-second-step-passkey')
  await page.getByRole('button', { name: 'パスキーを使う' }).click()
  await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
})

test('an app for codes is read from the picture, and asked for after the password', async () => {
  at('11:00:00')
  const page = await as('leader')
  await page.goto('/account')
  await page.getByRole('button', { name: '確認コードのアプリを登録する' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名前').fill('携帯電話')
  await dialog.getByRole('button', { name: '次へ' }).click()
  await dialog.getByRole('figure', { name: '認証アプリで読み取る図' }).waitFor()
  await picture(page, 'sign-in-qr')
  const shown = (await dialog.locator('.font-mono').textContent()) ?? ''
  const secret = shown.replaceAll(' ', '')
  assert.match(secret, /^[A-Z2-7]{32}$/)
  front.expectStatus(400)
  await dialog.getByLabel('アプリに出た6桁').fill('000000')
  await dialog.getByRole('button', { name: '登録する' }).click()
  await dialog.getByText('アプリに今出ている6桁を入れてください', { exact: false }).first().waitFor()
  await dialog.getByLabel('アプリに出た6桁').fill(await codeNow(secret))
  await dialog.getByRole('button', { name: '登録する' }).click()
  await page.getByRole('button', { name: '保管しました' }).click()
  await signOut(page, /原 健/)

  at('11:02:00')
  front.expectStatus(401)
  await page.getByLabel('ログインID').fill('leader')
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'サインイン' }).click()
  await page.getByLabel('確認コード').fill('123456')
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText('確認コードが違います', { exact: false }).waitFor()
  await picture(page, 'sign-in-second-step-wrong')
  await page.getByLabel('確認コード').fill(await codeNow(secret))
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
})

test('an act of administration asks once more who one is, and then goes on by itself', async () => {
  at('12:00:00')
  const page = await as('officer')
  await page.goto('/settings?tab=signIn')
  await page.getByRole('heading', { name: '決まりと根拠の条文' }).waitFor()
  await picture(page, 'sign-in-settings')
  at('12:20:00')
  await page.getByRole('checkbox', { name: '最高情報統括責任者' }).check()
  front.expectStatus(403)
  await page.getByRole('button', { name: 'この決まりにする' }).click()
  const dialog = page.getByRole('dialog', { name: 'もう一度、本人であることを確かめます' })
  await dialog.getByLabel('あなたのパスワード').fill('chigau-kotoba-1')
  await dialog.getByRole('button', { name: '確かめて続ける' }).click()
  await dialog.getByText('パスワードが違います。').waitFor()
  await picture(page, 'sign-in-step-up')
  await dialog.getByLabel('あなたのパスワード').fill(password)
  await dialog.getByRole('button', { name: '確かめて続ける' }).click()
  await page.getByText('決まりを変えました。').waitFor()
})

test('whoever must have a second way is led to it and to nothing else', async () => {
  at('12:30:00')
  const page = await front.newPage('ciso')
  await withAuthenticator(page)
  await page.goto('/')
  await signIn(page, 'ciso')
  await page.getByText('あなたの役割には、二つ目の方法が必要です', { exact: false }).waitFor()
  await picture(page, 'sign-in-must-add')
  await page.getByRole('button', { name: 'パスキーを登録する' }).click()
  await page.getByRole('dialog').getByLabel('名前').fill('執務室の端末')
  await page.getByRole('button', { name: '端末で作る' }).click()
  await page.getByRole('button', { name: '保管しました' }).click()
  await page.getByText('サインインしている端末', { exact: true }).first().waitFor()
  await page.goto('/today')
  await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
})

test('as one types, the password page says in words how easily it is guessed', async () => {
  at('13:00:00')
  const page = await as('colleague')
  await page.goto('/password')
  const next = page.getByRole('textbox', { name: /^新しいパスワード(?!\()/ })
  await page.getByText('10文字以上にします。').waitFor()
  await next.fill('Password1234')
  await page.getByText('よく使われるパスワードが入っています').waitFor()
  await page.getByText('とても推測されやすい').waitFor()
  await picture(page, 'sign-in-password-weak')
  await next.fill('kirei-na-hidari-no-mado-7')
  await page.getByText('とても推測されにくい').waitFor()
  await picture(page, 'sign-in-password-strong')
})

test('who administers sees where somebody is signed in and ends it', async () => {
  at('13:30:00')
  const desk = await as('deputy')
  const officer = await as('officer')
  await officer.goto('/settings?tab=signIn')
  await officer.getByRole('combobox', { name: '職員' }).fill('小川')
  await officer.getByRole('option', { name: /小川 直樹/ }).click()
  await officer.getByText('ログインID deputy', { exact: false }).waitFor()
  await picture(officer, 'sign-in-person-sessions')
  await officer.getByRole('button', { name: 'すべて終わらせる' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel('理由').fill('端末をなくしたため')
  await dialog.getByRole('button', { name: 'すべて終わらせる' }).click()
  await officer.getByText('サインインしている端末はありません').waitFor()
  front.expectStatus(401)
  await desk.getByRole('link', { name: '申請' }).first().click()
  await desk.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
})

test('a stop closes an open screen at the next step, and the sign-in says why', async () => {
  at('14:00:00')
  const stopped = await as('stranger')
  const chief = await as('chief')
  await chief.goto('/settings?tab=signIn')
  await chief.getByRole('button', { name: '利用を止める' }).click()
  const dialog = chief.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '職員' }).fill('加納')
  await chief.getByRole('option', { name: /加納 京子/ }).click()
  await dialog.getByLabel('理由').fill('指導の後も改善されないため')
  await dialog.getByRole('button', { name: '止める', exact: true }).click()
  await chief.getByRole('rowheader', { name: '加納 京子' }).waitFor()
  await picture(chief, 'sign-in-stops')
  front.expectStatus(401, 403)
  await stopped.getByRole('link', { name: '申請' }).first().click()
  await stopped.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
  await stopped.getByLabel('ログインID').fill('stranger')
  await stopped.getByLabel('パスワード').fill(password)
  await stopped.getByRole('button', { name: 'サインイン' }).click()
  await stopped.getByText('利用が止められています', { exact: false }).waitFor()
  await picture(stopped, 'sign-in-stopped')
})
