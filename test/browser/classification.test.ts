import { after, test } from 'node:test'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })

test('an officer adds a question to the scheme in words, is told what cannot be read, and sees it in the draft', async () => {
  const officer = await house.as('officer')
  await officer.goto('/classification')
  await officer.getByRole('button', { name: '新しい体系の案を作る' }).click()
  await officer.getByRole('textbox', { name: '体系の名前' }).fill('質問を足した体系')
  await officer.getByRole('textbox', { name: '根拠の条文' }).fill('対策基準 第2-3(1)')
  const questions = officer.getByRole('textbox', { name: '分類を決めるための質問' })
  const before = await questions.inputValue()
  await questions.fill(`${before}\n\n議会に出すものですか。\n・はい = 秘密\n・いいえ`)
  await officer.getByRole('button', { name: '案を保存する' }).click()
  await officer
    .getByText(/「秘密」という分類はありません/)
    .first()
    .waitFor()
  await picture(officer, 'classification-1-unread')
  await questions.fill(`${before}\n\n議会に出すものですか。\n・はい = 機密性1、完全性2\n・いいえ`)
  await officer.getByRole('button', { name: '案を保存する' }).click()
  await officer.getByRole('heading', { name: '「質問を足した体系」への切替えの見通し' }).waitFor()
  await officer
    .getByText(/^分類を決めるための質問\(\d+\)$/)
    .last()
    .click()
  await officer.getByText('議会に出すものですか。').first().waitFor()
  await picture(officer, 'classification-2-draft')
})
