import { generateKeyPairSync } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'

const entityId = 'https://idp.example.lg.jp'

/** A SAML identity provider of the tests: reads a request and signs answers to it, right and wrong ones. */
export function samlProvider() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const certificate = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return {
    certificate,
    entityId,
    entryPoint: `${entityId}/sso`,
    /** The id of the request an address carries. */
    requestIn: (url: string): string => {
      const packed = new URL(url).searchParams.get('SAMLRequest') ?? ''
      const xml = inflateRawSync(Buffer.from(packed, 'base64')).toString()
      return /ID="([^"]+)"/u.exec(xml)?.[1] ?? ''
    },
    /** An answer as the browser would post it. */
    answer: (ask: Answer): string => Buffer.from(answerXml(ask, key)).toString('base64'),
  }
}

export type Answer = {
  readonly requestId: string
  readonly subject: string
  readonly audience: string
  readonly to: string
  readonly at?: Date
  readonly attributes?: Readonly<Record<string, string>>
  /** What is left unsigned, or changed after it was signed. */
  readonly unsigned?: 'assertion' | 'response'
  readonly tamper?: (xml: string) => string
}

function answerXml(ask: Answer, key: string): string {
  const at = ask.at ?? new Date()
  const stamp = (minutes: number): string => new Date(at.getTime() + minutes * 60_000).toISOString()
  const attributes = Object.entries(ask.attributes ?? {})
    .map(
      ([name, value]) =>
        `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
    )
    .join('')
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" IssueInstant="${stamp(0)}" Destination="${ask.to}" InResponseTo="${ask.requestId}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_assertion" Version="2.0" IssueInstant="${stamp(0)}"><saml:Issuer>${entityId}</saml:Issuer><saml:Subject><saml:NameID>${ask.subject}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${ask.requestId}" Recipient="${ask.to}" NotOnOrAfter="${stamp(5)}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${stamp(-1)}" NotOnOrAfter="${stamp(5)}"><saml:AudienceRestriction><saml:Audience>${ask.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${stamp(0)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributes}</saml:AttributeStatement></saml:Assertion></samlp:Response>`
  let signed = xml
  if (ask.unsigned !== 'assertion') signed = sign(signed, key, 'Assertion')
  if (ask.unsigned !== 'response') signed = sign(signed, key, 'Response')
  return ask.tamper?.(signed) ?? signed
}

function sign(xml: string, privateKey: string, element: 'Assertion' | 'Response'): string {
  const at = `//*[local-name(.)='${element}']`
  const signature = new SignedXml({
    privateKey,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  })
  signature.addReference({
    xpath: at,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  })
  signature.computeSignature(xml, {
    location: { reference: `${at}/*[local-name(.)='Issuer']`, action: 'after' },
  })
  return signature.getSignedXml()
}
