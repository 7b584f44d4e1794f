import { generate } from 'otplib'
import {
  addPasskey,
  beginTotp,
  confirmTotp,
  newPasskeyQuestion,
} from '#authority/sign-in/contract-methods.ts'
import { stopPerson } from '#authority/sign-in/contract-sessions.ts'
import { passkeySignInQuestion } from '#authority/sign-in/contract.ts'
import { Authenticator } from '#test/sign-in/authenticator.ts'
import { password, type Who, type World } from '#test/world.ts'
import type { Examples } from './examples.ts'

export const SITE = 'https://kijun.example'

const codeNow = ({ clock }: World, secret: string): Promise<string> =>
  generate({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })

async function withPasskey({ city }: World, who: Who): Promise<string> {
  const { options, token } = await city.run(who, newPasskeyQuestion, {})
  const response = new Authenticator(SITE).make(options)
  return (await city.run(who, addPasskey, { name: '職場の端末', token, response })).passkeyId
}

/** Ways to sign in, sessions, stopped rights and their rules. */
export const signInExamples: Examples = {
  'session.password-rules': { as: 'applicant', input: () => ({}) },
  'session.passkey-question': { as: 'nobody', input: () => ({}) },
  'session.passkey-sign-in': {
    as: 'nobody',
    input: async ({ city }) => {
      const { options, token } = await city.run({ kind: 'nobody' }, passkeySignInQuestion, {})
      const passkey = new Authenticator(SITE)
      return { token, response: passkey.answer(options) }
    },
  },
  'session.second-factor-question': { as: 'nobody', input: () => ({}) },
  'session.second-factor': { as: 'nobody', input: () => ({ kind: 'totp', code: '123456' }) },
  'session.step-up-question': { as: 'applicant', input: () => ({}) },
  'session.step-up': { as: 'applicant', input: () => ({ kind: 'password', password }) },
  'session.list': { as: 'applicant', input: () => ({}) },
  'session.end': { as: 'applicant', input: () => ({}) },
  'account.methods': { as: 'applicant', input: () => ({}) },
  'account.begin-totp': { as: 'applicant', input: () => ({ name: '携帯電話' }) },
  'account.confirm-totp': {
    as: 'leader',
    input: async (world) => {
      const { totpId, secret } = await world.city.run('leader', beginTotp, { name: '携帯電話' })
      return { totpId, code: await codeNow(world, secret) }
    },
    refusedFor: 'applicant',
  },
  'account.new-passkey-question': { as: 'applicant', input: () => ({}) },
  'account.add-passkey': {
    as: 'colleague',
    input: async ({ city }) => {
      const { options, token } = await city.run('colleague', newPasskeyQuestion, {})
      return { name: '職場の端末', token, response: new Authenticator(SITE).make(options) }
    },
    refusedFor: 'applicant',
  },
  'account.rename-passkey': {
    as: 'deputy',
    input: async (world) => ({ passkeyId: await withPasskey(world, 'deputy'), name: '窓口の端末' }),
    refusedFor: 'applicant',
  },
  'account.remove-method': {
    as: 'second',
    input: async (world) => ({ kind: 'passkey', id: await withPasskey(world, 'second') }),
    refusedFor: 'applicant',
  },
  'account.new-recovery-codes': {
    as: 'manager',
    input: async (world) => {
      const { totpId, secret } = await world.city.run('manager', beginTotp, { name: '携帯電話' })
      await world.city.run('manager', confirmTotp, { totpId, code: await codeNow(world, secret) })
      return {}
    },
  },
  'account.reset-methods': {
    as: 'officer',
    input: ({ city }) => ({ personId: city.ids.person.director, reason: '端末をなくしたため' }),
  },
  'account.sessions': { as: 'officer', input: ({ city }) => ({ personId: city.ids.person.director }) },
  'account.end-sessions': {
    as: 'officer',
    input: ({ city }) => ({ personId: city.ids.person.director, reason: '端末をなくしたため' }),
  },
  'account.stop': {
    as: 'chief',
    input: ({ city }) => ({
      personId: city.ids.person.strangerManager,
      reason: '指導の後も改善されないため',
      from: '2026-12-24T00:00:00+09:00',
      until: '2026-12-31T00:00:00+09:00',
    }),
    refusedFor: 'manager',
  },
  'account.lift-stop': {
    as: 'chief',
    input: async ({ city }) => {
      const { stopId } = await city.run('chief', stopPerson, {
        personId: city.ids.person.stranger,
        reason: '指導の後も改善されないため',
        from: '2026-12-24T00:00:00+09:00',
      })
      return { stopId, note: '改善されたため' }
    },
    refusedFor: 'manager',
  },
  'account.stops': { as: 'officer', input: () => ({ page: 1, size: 20 }), refusedFor: 'applicant' },
  'sign-in.rules': { as: 'applicant', input: () => ({}) },
  'sign-in.set-rule': { as: 'officer', input: () => ({ name: 'stepUpMinutes', value: 20 }) },
}
