import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveIdentityProvider } from '#authority/sign-in/providers/contract.ts'
import { certificatesIn, emptyForm, formOf, inputOf, type Typed } from './provider-form.ts'

const forms: readonly Typed[] = [
  {
    ...emptyForm,
    name: '庁内の認証基盤',
    issuer: 'https://login.example.lg.jp',
    clientId: 'kijun',
    strong: 'mfa  otp',
  },
  {
    ...emptyForm,
    name: '県の認証基盤',
    kind: 'saml',
    entryPoint: 'https://idp.example.lg.jp/sso',
    idpIssuer: 'https://idp.example.lg.jp',
    certificates: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    entityId: 'https://kijun.example.lg.jp',
  },
  { ...emptyForm, name: '庁内のディレクトリ', kind: 'ldap', loginAttribute: 'uid', strong: '' },
]

test('what is typed is what the server takes, and comes back into the form as it was', () => {
  for (const form of forms) {
    const input = saveIdentityProvider.input.parse(inputOf(form, undefined))
    const again = formOf({
      providerId: 'x',
      name: input.name,
      enabled: input.enabled,
      settings: input.settings,
      hasSecret: false,
      linked: 0,
    })
    assert.deepEqual(inputOf(again, undefined), inputOf(form, undefined))
  }
})

test('a secret that is not typed anew is not sent, so that the one that is kept stays', () => {
  const [first = emptyForm] = forms
  assert.equal('secret' in inputOf(first, 'x'), false)
  assert.equal(inputOf({ ...first, secret: 's' }, 'x').secret, 's')
})

test('several certificates are taken apart; a text without one is left to be refused', () => {
  const one = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
  assert.deepEqual(certificatesIn(`${one}\n\n${one}\n`), [one, one])
  assert.deepEqual(certificatesIn('hello'), ['hello'])
  assert.deepEqual(certificatesIn('  '), [])
})
