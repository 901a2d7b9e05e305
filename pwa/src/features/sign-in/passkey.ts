/** Passkeys: between the browser's own objects and the JSON in which the server speaks of them. */

type Bytes = Uint8Array<ArrayBuffer>;

export function toBytes(text: string): Bytes {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whether this device knows passkeys at all. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "credentials" in navigator;
}

function listed(
  of: PublicKeyCredentialDescriptorJSON[] | undefined,
): PublicKeyCredentialDescriptor[] {
  return (of ?? []).map((one) => ({
    id: toBytes(one.id),
    type: "public-key",
    ...(one.transports ? { transports: one.transports as AuthenticatorTransport[] } : {}),
  }));
}

/** Whoever turns back, or lets the time run out, has done nothing: that is no trouble. */
async function orNothing(
  ask: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null;
  } catch (problem) {
    if (problem instanceof DOMException) return null;
    throw problem;
  }
}

function common(made: PublicKeyCredential): object {
  return {
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

/** Show a passkey that is there; null where nothing was shown. */
export async function showPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<object | null> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: toBytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
    ...(options.rpId ? { rpId: options.rpId } : {}),
    ...(options.timeout ? { timeout: options.timeout } : {}),
    userVerification: (options.userVerification ?? "preferred") as UserVerificationRequirement,
  };
  const shown = await orNothing(() => navigator.credentials.get({ publicKey }));
  if (!shown) return null;
  const { authenticatorData, clientDataJSON, signature, userHandle } =
    shown.response as AuthenticatorAssertionResponse;
  return {
    ...common(shown),
    response: {
      authenticatorData: toText(authenticatorData),
      clientDataJSON: toText(clientDataJSON),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : undefined,
    },
  };
}

/** Make a new passkey on this device; null where none was made. */
export async function makePasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<object | null> {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
    extensions: undefined,
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = await orNothing(() => navigator.credentials.create({ publicKey }));
  if (!made) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...common(made),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports(),
    },
  };
}
