import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openTasks } from '#engine/task/tasks.ts'
import { openChecklist } from '#rooms/1-organisation/joining/contract.ts'
import { appointed, leaves } from '#test/newcomers.ts'
import { accessibilityFindings, axeSource, englishWords, sidewaysScroll } from './axe.ts'
import { desk, openBrowserHouse, phone, picture, signIn } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const { person, unit } = city.ids

const applicationId = await city.file('colleague', { from: '2026-11-24', to: '2026-12-01' })
await city.decide('manager', applicationId)
await city.follow('colleague', applicationId, 'start')
await leaves(city, person.colleague, '2026-11-25')
const { checklistId } = await city.run('manager', openChecklist, {
  personId: person.colleague,
  event: 'leave',
  effectiveOn: '2026-11-25',
})
const joiner = await appointed(city, { from: '2026-11-24' })
await city.run('manager', openChecklist, { personId: joiner, event: 'join', effectiveOn: '2026-11-24' })
await city.perform(async (act) => {
  await openTasks(act, [
    {
      kind: 'ids.leaver',
      title: '退職した人のIDが残っています。抹消を確かめてください',
      owner: { office: 'sec-manager', unitId: unit.longevity },
      subject: { kind: 'test', id: 'overdue' },
      dueOn: '2026-11-16',
    },
  ])
  act.recorder.describe({ act: 'やることの登録', subject: { kind: 'test', id: 'overdue' } })
})

test('a manager finds the leaver among his tasks, and ends the checklist only when what was carried is back', async () => {
  const page = await house.as('manager')
  const tasks = page.locator('#tasks')
  await tasks.getByText('8日遅れ').waitFor()
  await picture(page, 'joining-home')
  await tasks.getByRole('link', { name: '森下 由佳さんの退職・任期満了の手続を進める' }).click()
  await page.getByRole('heading', { level: 1, name: '森下 由佳さんの退職・任期満了' }).waitFor()
  await page.getByText('まだ残っているもの(1件)').waitFor()
  await picture(page, 'joining-leaver-held')
  const back = page.getByRole('button', { name: '機器・記録媒体・資産の返却を確認した' })
  assert.equal(await back.getAttribute('aria-disabled'), 'true')
  const end = page.getByRole('button', { name: '手続を終える' })
  assert.equal(await end.getAttribute('aria-disabled'), 'true')

  await city.follow('leader', applicationId, 'finish', '異状なし')
  await page.reload()
  for (const label of [
    '機器・記録媒体・資産の返却',
    '使わなくなるIDの抹消',
    'ICカードの返却',
    '知った秘密を守ることの説明',
  ]) {
    // by keyboard alone
    const confirm = page.getByRole('button', { name: `${label}を確認した` })
    await confirm.focus()
    await page.keyboard.press('Enter')
    await page.getByText(`「${label}」を確認しました。`).waitFor()
  }
  await page.getByText('すべての項目が確認され').waitFor()
  await end.focus()
  await page.keyboard.press('Enter')
  await page.getByText('手続を終えました。').waitFor()
  await page.getByRole('heading', { name: '終了' }).waitFor()
  await picture(page, 'joining-leaver-closed')
  await page.goto('/tasks')
  await page.getByText('退職した人のIDが残っています').waitFor()
  assert.equal(await page.getByText('森下 由佳さんの退職').count(), 0)
})

test('a task that has no page of its own is closed where it stands, with what came of it', async () => {
  const page = await house.as('manager')
  await page.goto('/tasks')
  await picture(page, 'joining-tasks')
  await page.getByRole('button', { name: /退職した人のIDが残っています.*を済みにする/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/結果、または行わない理由/).fill('抹消を確かめた')
  await dialog.getByRole('button', { name: '閉じる', exact: true }).last().click()
  await page.getByText('を閉じました。').waitFor()
})

test('a joiner without an account signs by a link that works once, and his checklist knows', async () => {
  const page = await house.as('manager')
  await page.goto('/joining/signers')
  await page.getByRole('button', { name: '高橋 直子さんの署名を得る' }).click()
  await page.getByRole('button', { name: 'リンクを作る' }).click()
  const link = await page.getByRole('textbox', { name: 'リンク', exact: true }).inputValue()
  await picture(page, 'joining-link-dialog')
  assert.match(link, /\/consent#/)

  const guest = await house.newPage('guest', phone, { scripts: [axeSource] })
  await guest.goto(link)
  await guest.getByText('高橋 直子さんのためのページです').waitFor()
  await picture(guest, 'joining-consent-phone')
  assert.deepEqual(await accessibilityFindings(guest), [])
  assert.equal(await sidewaysScroll(guest), 0)
  assert.deepEqual(await englishWords(guest), [])
  await guest.getByRole('button', { name: '同意して署名する' }).click()
  await guest.getByText('同意するときは、確認の欄に印を付けてください').first().waitFor()
  await guest.getByRole('checkbox', { name: '上の内容を確かめ、同意します。' }).check()
  await guest.getByRole('textbox', { name: '氏名' }).fill('高橋直子')
  await guest.getByRole('button', { name: '同意して署名する' }).click()
  await guest.getByText('署名を受け取りました').waitFor()
  await picture(guest, 'joining-consent-signed')
  assert.equal((await guest.context().cookies()).length, 0)

  house.expectStatus(409, 401)
  await guest.goto('about:blank')
  await guest.goto(link)
  await guest.getByText('このリンクでの署名は済んでいます').waitFor()

  await page.goto('/joining/signers?state=signed')
  await page.getByRole('row').filter({ hasText: '高橋 直子' }).getByText('署名済み').waitFor()
  await page.goto('/joining')
  await page.getByRole('link', { name: '高橋 直子' }).click()
  await page.locator('li', { hasText: '同意の署名' }).getByText('確認済み').waitFor()
  await picture(page, 'joining-joiner')
})

test('no page of joining, tasks and consent bars anybody: axe, width and language', async () => {
  const page = await house.newPage('manager', desk, { scripts: [axeSource] })
  await page.goto('/')
  await signIn(page, 'manager')
  const found: string[] = []
  for (const [address, title] of [
    ['/today', '今日やること'],
    ['/tasks', 'やること'],
    ['/tasks?view=unit', 'やること'],
    ['/joining', '入庁・異動・退職'],
    [`/joining/${checklistId}`, '森下 由佳さんの退職・任期満了'],
    ['/joining/signers', '同意の署名'],
    ['/joining/consent', '同意の署名'],
  ] as const) {
    await page.setViewportSize(desk)
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText('読み込んでいます').first().waitFor({ state: 'detached' })
    for (const viewport of [desk, phone]) {
      await page.setViewportSize(viewport)
      await page.waitForTimeout(100)
      const at = `${address} at ${viewport.width}`
      for (const finding of await accessibilityFindings(page)) found.push(`${at}: ${finding}`)
      const scroll = await sidewaysScroll(page)
      if (scroll > 0) found.push(`${at}: scrolls sideways by ${scroll}`)
      await picture(
        page,
        `joining-page-${address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')}-${viewport.width}`,
      )
    }
    for (const word of await englishWords(page)) found.push(`${address}: says "${word}"`)
  }
  assert.deepEqual(found, [])
})
