import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SamlRefusal } from '#ground/saml/faults.ts'
import { beginSaml, checkSaml, finishSaml, longestSamlAnswer } from '#ground/saml/saml.ts'
import { samlProvider, type Answer } from './saml-provider.ts'

const provider = samlProvider()
const to = 'https://kijun.example.lg.jp/auth/saml'
const settings = {
  entryPoint: provider.entryPoint,
  idpIssuer: provider.entityId,
  certificates: [provider.certificate],
  entityId: 'https://kijun.example.lg.jp',
}
const right = (requestId: string): Answer => ({
  requestId,
  subject: '001234',
  audience: settings.entityId,
  to,
  attributes: { employeeNumber: '001234' },
})
const refused = (fault: SamlRefusal['fault']) => (error: unknown) => {
  assert.ok(error instanceof SamlRefusal, String(error))
  assert.equal(error.fault, fault, String(error.cause))
  return true
}

test('an answer that is signed and belongs to the request says who somebody is', async () => {
  const { url, requestId } = await beginSaml(settings, to, 'state')
  assert.equal(provider.requestIn(url), requestId)
  assert.equal(new URL(url).searchParams.get('RelayState'), 'state')
  const identity = await finishSaml(settings, to, provider.answer(right(requestId)), requestId)
  assert.equal(identity.subject, '001234')
  assert.equal(identity.claims.get('employeeNumber'), '001234')
  assert.match(identity.level ?? '', /PasswordProtectedTransport$/u)
})

test('an answer that is unsigned, forged, stale, or for somebody else is refused', async () => {
  const { requestId } = await beginSaml(settings, to, 'state')
  const other = samlProvider()
  const answers: readonly [string, string][] = [
    ['an assertion without a signature', provider.answer({ ...right(requestId), unsigned: 'assertion' })],
    ['a response without a signature', provider.answer({ ...right(requestId), unsigned: 'response' })],
    [
      'a name changed after signing',
      provider.answer({
        ...right(requestId),
        tamper: (xml) => xml.replace('<saml:NameID>001234<', '<saml:NameID>000001<'),
      }),
    ],
    ['a name cut by a comment', provider.answer({ ...right(requestId), tamper: comment })],
    [
      'a second assertion wrapped around the signed one',
      provider.answer({ ...right(requestId), tamper: wrap }),
    ],
    ['the key of another provider', other.answer(right(requestId))],
    ['an answer for another service', provider.answer({ ...right(requestId), audience: 'https://other' })],
    ['an answer to another request', provider.answer(right('_another'))],
    [
      'an answer of an hour ago',
      provider.answer({ ...right(requestId), at: new Date(Date.now() - 3_600_000) }),
    ],
    [
      'an answer from the future',
      provider.answer({ ...right(requestId), at: new Date(Date.now() + 3_600_000) }),
    ],
    ['no XML', Buffer.from('hello').toString('base64')],
    ['no base64', '<<<'],
    ['an answer too long to be one', 'A'.repeat(longestSamlAnswer + 1)],
    [
      'an entity that refers outside',
      Buffer.from(
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">&x;</samlp:Response>',
      ).toString('base64'),
    ],
  ]
  for (const [what, answer] of answers) {
    await assert.rejects(finishSaml(settings, to, answer, requestId), refused('answer'), what)
  }
})

test('settings that cannot work are refused before anybody is sent away', () => {
  checkSaml(settings)
  assert.throws(() => checkSaml({ ...settings, certificates: [] }), refused('settings'))
  assert.throws(() => checkSaml({ ...settings, certificates: ['not a certificate'] }), refused('settings'))
  assert.throws(() => checkSaml({ ...settings, entryPoint: 'idp' }), refused('settings'))
})

/** A comment in a name: parsers differ in whether they read on after it. */
function comment(xml: string): string {
  return xml.replace('<saml:NameID>001234<', '<saml:NameID>0012<!-- -->34999<')
}

/** A forged assertion before the signed one, which stays valid where it is. */
function wrap(xml: string): string {
  const signed = /<saml:Assertion .*<\/saml:Assertion>/su.exec(xml)?.[0] ?? ''
  const forged = signed
    .replace('ID="_assertion"', 'ID="_forged"')
    .replace('<saml:NameID>001234<', '<saml:NameID>000001<')
    .replace(/<Signature.*?<\/Signature>/su, '')
  return xml.replace(signed, forged + signed)
}
