import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ldifLine, noSlapd, reader, startSlapd, suffix } from '#test/slapd.ts'
import { accessibilityFindings, axeSource } from './axe.ts'
import { desk, openBrowserHouse, picture, signIn } from './house.ts'

const ldif = [
  ['00001', '田辺', '彩', '市民課', '主事'],
  ['77777', '髙﨑', '新', '長寿支援課', '主事'],
]
  .map(([number = '', sn = '', given = '', unit = '', title = '']) =>
    [
      `dn: employeeNumber=${number},${suffix}`,
      'objectClass: inetOrgPerson',
      `cn: p${number}`,
      ldifLine('sn', sn),
      ldifLine('givenName', given),
      `employeeNumber: ${number}`,
      ldifLine('ou', unit),
      ldifLine('title', title),
      '',
    ].join('\n'),
  )
  .join('\n')
const slapd = noSlapd === false ? await startSlapd({ after }, ldif) : undefined
const house = await openBrowserHouse({ after })

test('an officer sets the directory, tries it, and takes transfers from it', { skip: noSlapd }, async () => {
  const page = await house.newPage('officer', desk, { scripts: [axeSource] })
  await page.goto('/')
  await signIn(page, 'officer')
  await page.goto('/settings?tab=directory')
  await page.getByRole('textbox', { name: '接続先' }).fill(`ldaps://localhost:${slapd?.ldapsPort ?? 0}`)
  await page.getByRole('textbox', { name: '接続用の利用者 ※必須' }).fill(reader.dn)
  await page.getByRole('textbox', { name: '検索の起点' }).fill(suffix)
  await page.getByLabel('接続用の利用者のパスワード').fill('chigau')
  await page.getByLabel('庁内の認証局の証明書').fill(slapd?.authorityPem ?? '')
  await page.getByLabel('所属', { exact: true }).fill('ou')
  await page.getByLabel('メール', { exact: true }).fill('')
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByText('登録しました').waitFor()
  assert.equal(await page.getByLabel('接続用の利用者のパスワード').inputValue(), '')
  await page.getByRole('button', { name: '接続を試す' }).click()
  await page.getByText('接続用の利用者またはパスワードが違います').waitFor()
  await picture(page, 'hr-directory-wrong')
  await page.getByLabel('接続用の利用者のパスワード').fill(reader.password)
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByText('登録しました').waitFor()
  await page.getByRole('button', { name: '接続を試す' }).click()
  await page.getByText('2件を読みました').waitFor()
  await page.getByRole('cell', { name: '髙﨑' }).waitFor()
  assert.deepEqual(await accessibilityFindings(page), [])
  await picture(page, 'hr-directory-works')
  await page.getByRole('link', { name: '人事異動の取り込みへ' }).click()
  await page.getByLabel('発令日').first().fill('令和9年4月1日')
  await page.getByLabel('発令日').first().blur()
  await page.getByLabel('ディレクトリ(LDAP・Active Directory)').check()
  await page.getByRole('button', { name: '違いを調べる' }).click()
  await page.getByText('長寿支援課 主事 → 市民課 主事').waitFor()
  await picture(page, 'hr-directory-differences')
})
