#!/usr/bin/env python3
"""Tests of verify.py: published vectors, bundles by a maker of its own, damage, and lies by whoever has the key."""

import base64
import copy
import functools
import hashlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import unittest
import uuid
import zipfile
from pathlib import Path

import verify

TOOLS = Path(__file__).resolve().parent
SCHEMAS = TOOLS.parent / "schema" / "events"
ORIGIN = "log.example/keyledger"
SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))


# --- The maker: uses nothing of verify.py. Signing by RFC 8032 5.1.6, in affine coordinates. --------------------------

Q = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, -1, Q) % Q
BASE = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)


def plus(one, other):
    (x1, y1), (x2, y2) = one, other
    product = CURVE_D * x1 * x2 % Q * y1 * y2 % Q
    both = pow(1 - product * product, -1, Q)  # one inversion for 1 + product and 1 - product
    x = (x1 * y2 + x2 * y1) * both * (1 - product)
    y = (y1 * y2 + x1 * x2) * both * (1 + product)
    return x % Q, y % Q


def doublings():
    """The base point times 1, 2, 4 and so on, once for all signatures."""
    point = BASE
    for _ in range(256):
        yield point
        point = plus(point, point)


DOUBLED = list(doublings())


def times_base(scalar):
    result = (0, 1)
    for bit, point in enumerate(DOUBLED):
        if scalar >> bit & 1:
            result = plus(result, point)
    return result


def point_bytes(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


@functools.lru_cache(maxsize=None)
def key_of(seed):
    digest = bytearray(hashlib.sha512(seed).digest())
    digest[0] &= 248
    digest[31] = digest[31] & 127 | 64
    scalar = int.from_bytes(digest[:32], "little")
    return scalar, bytes(digest[32:]), point_bytes(times_base(scalar))


def number_mod_order(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


@functools.lru_cache(maxsize=None)
def sign(seed, message):
    scalar, prefix, public_key = key_of(seed)
    r = number_mod_order(prefix, message)
    point = point_bytes(times_base(r))
    s = (r + number_mod_order(point, public_key, message) * scalar) % ORDER
    return point + s.to_bytes(32, "little")


def b64(octets):
    return base64.b64encode(octets).decode()


def verifier_key(seed, name=ORIGIN):
    typed_key = b"\x01" + key_of(seed)[2]
    return f"{name}+{hashlib.sha256(name.encode() + bytes([10]) + typed_key).hexdigest()[:8]}+{b64(typed_key)}"


def signature_line(text, seed, name=ORIGIN):
    key_id = bytes.fromhex(verifier_key(seed, name).split("+")[1])
    return f"\u2014 {name} {b64(key_id + sign(seed, text.encode()))}\n"


def note(text, *seeds):
    return (text + "\n" + "".join(signature_line(text, seed) for seed in seeds or [SEED])).encode()


def to_json(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Tree:
    """Hashes and proofs by the definitions of RFC 6962 2.1, each range of leaves hashed once."""

    def __init__(self, leaves):
        self.leaves = leaves
        self.hash = functools.lru_cache(maxsize=None)(self.hash_of_range)

    def hash_of_range(self, start, end):
        if end - start == 0:
            return hashlib.sha256(b"").digest()
        if end - start == 1:
            return hashlib.sha256(b"\0" + self.leaves[start]).digest()
        middle = start + self.split(end - start)
        return hashlib.sha256(b"\1" + self.hash(start, middle) + self.hash(middle, end)).digest()

    @staticmethod
    def split(size):
        power = 1
        while power * 2 < size:
            power *= 2
        return power

    def path(self, index, start, end):
        if end - start == 1:
            return []
        middle = start + self.split(end - start)
        if index < middle:
            return self.path(index, start, middle) + [self.hash(middle, end)]
        return self.path(index, middle, end) + [self.hash(start, middle)]


def zip_of(entries):
    """With the zipfile of Python, which verify.py does not use."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, content)
            info.external_attr = 0  # writestr puts permissions there
    return out.getvalue()


KEY_1, KEY_2 = "230546a7-9c55-40ad-8fbf-af205d5494ad", "7d1ae8a6-5b7e-4f0c-9a8e-0123456789ab"
STREAM_1, STREAM_2 = f"integratorKey-{KEY_1}", f"integratorKey-{KEY_2}"
ACCOUNT_STREAM = "keyledgerAccount-YWNtZQ"
LIFE = (
    "KeyCreated KeyRenamed KeyDescribed PolicyLinksSet MobileAppMarked MobileAppUnmarked RedirectUriAdded "
    "RedirectUriRemoved SecretAdded SecretDisabled SecretEnabled "
    "SecretRetirementScheduled SecretRetirementCancelled SecretRelabelled BrownoutScheduled BrownoutCancelled SecretRevoked "
    "KeypairAdded KeypairDisabled KeypairEnabled "
    "KeypairRetirementScheduled KeypairRetirementCancelled KeypairRelabelled KeypairRevoked CredentialExpiryApproaching KeyDisabled KeyEnabled GoLiveRequested GoLiveRequestWithdrawn GoLiveDeclined "
    "GoLiveApproved ProductionSuspended ProductionResumed ChangeProposed ChangeApproved ChangeDeclined "
    "ChangeWithdrawn OwnershipTransferred KeyDeleted"
).split()
ACCOUNT_LIFE = (
    "AccountPolicySet AccountPolicyProposed AccountPolicyApproved AccountPolicyDeclined "
    "WebhookAdded WebhookSecretRotated WebhookPaused WebhookResumed WebhookRemoved"
).split()


@functools.lru_cache(maxsize=None)
def sample_text(name):
    return (SCHEMAS / "samples" / f"{name}.json").read_text("utf-8")


def moment(number):
    return f"2026-11-{1 + number // 1440:02}T{number // 60 % 24:02}:{number % 60:02}:00.000Z"


class Log:
    """A log of events made of the samples that the repository keeps, a minute apart."""

    def __init__(self):
        self.events = []

    def add(self, stream, name, data=(), metadata=(), **more):
        sample = json.loads(sample_text(name))
        revision = sum(1 for event in self.events if event["stream"] == stream)
        number = len(self.events)
        sample["metadata"]["recordedAt"] = moment(number)
        sample["data"].update(data)
        sample["metadata"].update(metadata)
        own_id = {"id": str(uuid.UUID(int=number + 1))}  # and not that of the sample, which several events are made of
        event = {**sample, **own_id, "stream": stream, "revision": revision, **more}
        self.events.append(event)
        return event


def usual_log():
    """Two keys and the policy of acme, and a key of another account between them. One event holds to metadata.v2."""
    log = Log()
    other_stream = "integratorKey-00000000-0000-4000-8000-000000000001"
    accounts = list(ACCOUNT_LIFE)
    for number, kind in enumerate(LIFE):
        log.add(STREAM_1, f"{kind}.v1")
        if number % 3 == 0:
            other = {"account": "other"}
            log.add(other_stream, "KeyRenamed.v1" if number else "KeyCreated.v1", () if number else other, other)
        if number % 7 == 2 and accounts:
            log.add(ACCOUNT_STREAM, f"{accounts.pop(0)}.v1")
    log.add(STREAM_2, "KeyCreated.v1", {"name": "Zürich \U0001f511 \uff5e \x7f \u2028 \"\\\n", "description": None})
    log.add(STREAM_2, "SecretAdded.v1", metadata={"proposalId": str(uuid.UUID(int=99))})
    log.add(STREAM_2, "SecretRevoked.v2.possession")
    log.add(STREAM_2, "KeypairAdded.v2")
    log.add(STREAM_2, "KeypairAdded.v2.es256", {"keypairId": str(uuid.UUID(int=98))})
    return log


def states_of(events):
    """Every state of a stream, after each of its revisions. Written apart from verify.py, as a table of effects."""
    part = {"RedirectUri": "redirectUris", "Secret": "secrets", "Keypair": "keypairs"}
    word = {"Enabled": "ACTIVE", "Disabled": "DISABLED", "Revoked": "REVOKED", "Deleted": "DELETED"}
    taken = {
        "redirectUris": ["environment", "redirectUri"],
        "secrets": ["environment", "expiresAt", "notBefore"],
        "keypairs": ["environment", "expiresAt", "fingerprint", "kid"],
    }
    states, state = [], {"productionChanges": None}
    for event in events:
        kind, data = event["type"], event["data"]
        thing, change = re.match("(.*?[a-z])(?:Retirement)?([A-Z][a-z]+)$", kind).groups()
        state = copy.deepcopy(state)
        if change == "Relabelled":
            states.append(state)
            continue
        if kind == "KeyCreated":
            state = {name: data[name] for name in ("account", "owner", "name", "description")}
            state.update(environments=[data["environment"]], privacyPolicyUrl=None, termsOfUseUrl=None, mobileApp=False)
            state.update(status="ACTIVE", productionSuspended=False, redirectUris={}, secrets={}, keypairs={})
        elif kind in ("KeyRenamed", "KeyDescribed", "PolicyLinksSet"):
            state.update(data)
        elif kind == "AccountPolicySet":
            state["productionChanges"] = data["productionChanges"]
        elif kind == "OwnershipTransferred":
            state["owner"] = data["to"]
        elif kind == "GoLiveApproved":
            state["environments"] += ["PRODUCTION"]
        elif thing == "MobileApp":
            state["mobileApp"] = change == "Marked"
        elif thing == "Production":
            state["productionSuspended"] = change == "Suspended"
        elif thing == "Key":
            state["status"] = word[change]
        elif thing in part:
            parts, part_id = state[part[thing]], data[thing[0].lower() + thing[1:] + "Id"]
            if change == "Removed":
                del parts[part_id]
            elif change == "Added":
                parts[part_id] = {name: data[name] for name in taken[part[thing]]}
                if thing != "RedirectUri":
                    parts[part_id].update(addedAt=event["metadata"]["recordedAt"], status="ACTIVE")
            elif change in ("Scheduled", "Cancelled"):
                parts[part_id]["expiresAt"] = data["retiresAt" if change == "Scheduled" else "expiresAt"]
            else:
                parts[part_id]["status"] = word[change]
        states.append(state)
    return states


class Parts:
    """What a bundle is made of, before it is hashed and signed: a lie changes one of these."""


def parts_of(log, account="acme", key=None, begin=None, end=None):
    parts = Parts()
    lines = [to_json(event).encode() for event in log.events]
    tree = Tree(lines)
    parts.text = f"{ORIGIN}\n{len(lines)}\n{b64(tree.hash(0, len(lines)))}\n"
    streams, chosen, parts.state = {}, set(), {"after": {}, "before": {}}
    for stream in sorted({event["stream"] for event in log.events if event["metadata"]["account"] == account}):
        if key is not None and stream != f"integratorKey-{key}":
            continue
        events = [event for event in log.events if event["stream"] == stream]
        times_ = [event["metadata"]["recordedAt"] for event in events]
        first = next((at for at, time in enumerate(times_) if begin is None or time >= begin), len(events))
        after = next((at for at in range(first, len(events)) if end is not None and times_[at] >= end), len(events))
        is_empty = first >= after
        streams[stream] = {
            "firstRevision": None if is_empty else first,
            "lastRevision": None if is_empty else after - 1,
            "lastRevisionAtTreeSize": len(events) - 1,
        }
        if not is_empty:
            chosen |= {event["id"] for event in events[first:after]}
            states = states_of(events)
            parts.state["after"][stream] = states[after - 1]
            if first > 0:
                parts.state["before"][stream] = states[first - 1]
    indexes = [index for index, event in enumerate(log.events) if event["id"] in chosen and event["stream"] in streams]
    parts.lines = [lines[index] for index in indexes]
    parts.proofs = [
        {"hashes": [b64(one) for one in tree.path(index, 0, len(lines))], "leafIndex": index} for index in indexes
    ]
    names = set()
    for index in indexes:
        event = log.events[index]
        names.add(f"{event['type']}.v{event['metadata']['schemaVersion']}")
        names.add("metadata.v2" if "proposalId" in event["metadata"] else "metadata.v1")
    parts.schemas = {}
    for name in sorted(names):
        path = SCHEMAS / f"{name}.json"
        parts.schemas[name] = path.read_bytes() if path.exists() else b"{}"
    parts.manifest = {
        "bundle": "keyledger audit bundle v1",
        "origin": ORIGIN,
        "treeSize": len(lines),
        "rootHash": b64(tree.hash(0, len(lines))),
        "account": account,
        "keys": None if key is None else [key],
        "from": begin,
        "to": end,
        "streams": streams,
    }
    return parts


def entries_of(parts, signed_by=(SEED,)):
    files = [
        ("README.md", b"# An audit bundle\n"),
        ("checkpoint", note(parts.text, *signed_by)),
        ("events.jsonl", b"".join(line + b"\n" for line in parts.lines)),
        ("proofs.jsonl", b"".join(to_json(proof).encode() + b"\n" for proof in parts.proofs)),
        *((f"schemas/{name}.json", content) for name, content in sorted(parts.schemas.items())),
        ("state.json", to_json(parts.state).encode()),
    ]
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files}
    manifest = {"files": hashes, **parts.manifest}
    return [("manifest.json", note(to_json(manifest) + "\n")), *files]


def bundle(log=None, change=None, signed_by=(SEED,), **range_):
    """The bytes of a signed bundle, after a change of its parts by whoever has the key."""
    parts = parts_of(log or usual_log(), **range_)
    if change:
        change(parts)
    return zip_of(entries_of(parts, signed_by))


TRUSTED = [verify.read_verifier_key(verifier_key(SEED))]


def fault_of(octets, trusted=None):
    """What verify.py says is wrong, or None. Any exception but its own is a failure."""
    try:
        verify.verify(octets, trusted or TRUSTED, lambda line: None)
        return None
    except verify.Refused as refused:
        return str(refused)


# --- Published vectors -----------------------------------------------------------------------------------------------


class Ed25519(unittest.TestCase):
    RFC_8032_7_1 = [  # TEST 1, 2, 3, SHA(abc): secret key, public key, message, signature
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595b"
            "be24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb430"
            "2aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716e"
            "d28dc027beceea1ec40a",
        ),
        (
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            hashlib.sha512(b"abc").hexdigest(),
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138a"
            "c17ad9bef1177331a704",
        ),
    ]

    def test_vectors_of_rfc_8032(self):
        for vector in self.RFC_8032_7_1:
            seed, public_key, message, signature = (bytes.fromhex(text) for text in vector)
            self.assertEqual(key_of(seed)[2], public_key)
            self.assertEqual(sign(seed, message), signature)
            self.assertTrue(verify.verify_ed25519(public_key, message, signature))
            self.assertFalse(verify.verify_ed25519(public_key, message + b"x", signature))

    def test_every_bit_counts(self):
        public_key, signature = key_of(SEED)[2], sign(SEED, b"message")
        for bit in range(0, 512, 7):
            changed = bytearray(signature)
            changed[bit // 8] ^= 1 << bit % 8
            self.assertFalse(verify.verify_ed25519(public_key, b"message", bytes(changed)), bit)
        for length in (0, 31, 32, 63, 65):
            self.assertFalse(verify.verify_ed25519(public_key, b"message", (signature + b"\0")[:length]))

    def test_s_is_below_the_order(self):
        """RFC 8032 5.1.7: S + L would verify the same equation."""
        public_key, signature = key_of(SEED)[2], sign(SEED, b"message")
        s = int.from_bytes(signature[32:], "little") + ORDER
        self.assertFalse(verify.verify_ed25519(public_key, b"message", signature[:32] + s.to_bytes(32, "little")))

    def test_points_have_one_form(self):
        """RFC 8032 5.1.3: y is below p, and -0 is no x. These are other spellings of the points of small order."""
        one = (1).to_bytes(32, "little")
        self.assertIsNotNone(verify.read_point(one))
        for number in (1 | 1 << 255, Q + 1, Q, Q - 1 | 1 << 255, Q | 1 << 255, Q + 1 | 1 << 255, 2**255 - 1, 2):
            self.assertIsNone(verify.read_point(number.to_bytes(32, "little")), number)

    def test_the_equation_is_without_the_cofactor(self):
        """R and A differ from honest ones by a point of order 2: with the cofactor this would verify."""
        scalar, prefix, _ = key_of(SEED)
        a = point_bytes(plus(times_base(scalar), (0, Q - 1)))
        for number in range(8):
            message = bytes([number])
            r = number_mod_order(prefix, message)
            point = point_bytes(times_base(r))
            k = number_mod_order(point, a, message)
            signature = point + ((r + k * scalar) % ORDER).to_bytes(32, "little")
            self.assertEqual(verify.verify_ed25519(a, message, signature), k % 2 == 0)


class Rfc6962(unittest.TestCase):
    """The leaves, roots and paths of Certificate Transparency's own tests."""

    LEAVES = [
        bytes.fromhex(text)
        for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
    ]
    ROOTS = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    PATHS = [  # index, size, hashes
        (0, 1, []),
        (
            0,
            8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1,
            5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ]

    def test_known_paths_lead_to_known_roots(self):
        for index, size, hashes in self.PATHS:
            leaf = verify.leaf_hash(self.LEAVES[index])
            root = verify.root_of(leaf, index, size, [bytes.fromhex(one) for one in hashes])
            self.assertEqual(root.hex(), self.ROOTS[size - 1])

    def test_the_maker_has_the_known_roots(self):
        for size, root in enumerate(self.ROOTS, 1):
            self.assertEqual(Tree(self.LEAVES[:size]).hash(0, size).hex(), root)

    def test_every_path_leads_to_the_root_from_its_own_place_alone(self):
        for size in range(1, 40):
            leaves = [bytes([number]) for number in range(size)]
            tree = Tree(leaves)
            root = tree.hash(0, size)
            for index in range(size):
                path, leaf = tree.path(index, 0, size), verify.leaf_hash(leaves[index])
                for claimed in range(size):
                    is_right = verify.root_of(leaf, claimed, size, path) == root
                    self.assertEqual(is_right, claimed == index)
                self.assertNotEqual(verify.root_of(leaf, index, size, path + [root]), root)
                if path:
                    self.assertNotEqual(verify.root_of(leaf, index, size, path[:-1]), root)


class Rfc8785(unittest.TestCase):
    def assert_read_as(self, text, expected):
        self.assertEqual(verify.canonical(verify.read_json(text.encode("utf-8"), "x")).decode("utf-8"), expected)

    def test_strings_of_3_2_2(self):
        self.assert_read_as(
            '{"string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
            '{"literals":[null,true,false],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        )

    def test_order_of_3_2_3(self):
        given = {
            "\u20ac": "Euro Sign",
            "\r": "Carriage Return",
            "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\U0001f600": "Emoji: Grinning Face",
            "\x80": "Control",
            "\u00f6": "Latin Small Letter O With Diaeresis",
        }
        names = list(json.loads(verify.canonical(given)))
        self.assertEqual(names, ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"])

    def test_control_characters(self):
        expected = '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \x7f\x80\u2028"'
        self.assertEqual(verify.canonical("\x00\b\t\n\x0b\f\r\x1f \x7f\x80\u2028").decode(), expected)

    def test_numbers_of_appendix_b(self):
        """Those that are integers within 2^53 - 1 are written as there; all others are refused: the page, Leaf."""
        for text in ("0", "9007199254740991", "-9007199254740991"):
            self.assert_read_as(text, text)
        others = (
            "5e-324 -5e-324 1.7976931348623157e+308 9007199254740992 -9007199254740992 295147905179352830000 "
            "9.999999999999997e+22 1e+23 1.0000000000000001e+23 999999999999999700000 1e+21 9.999999999999997e-7 "
            "0.000001 333333333.3333332 333333333.33333325 1e2 1.0 NaN Infinity -Infinity " + "9" * 5000
        )
        for text in others.split():
            with self.assertRaises(verify.Refused, msg=text[:40]):
                verify.read_json(text.encode(), "x")

    def test_what_is_not_canonical(self):
        for text in ('{"a": 1}', '{"b":1,"a":1}', '"\\u0041"', '"\\/"', '"\\u000A"', "-0", " 1", "1\n", '"\\uD83D\\uDE00"'):
            with self.assertRaisesRegex(verify.Refused, "not canonical", msg=text):
                verify.read_canonical(text.encode(), "x")

    def test_what_is_not_read(self):
        texts = [b'{"a":1,"a":1}', b'"\\ud800"', b'{"\\udc00":1}', b'"\xed\xa0\x80"', b'"\xc0\x80"', b"\xef\xbb\xbf1", b"", b"01"]
        texts += [b"[" * 100_000, b'{"a":' * 100_000, b"[1,]", b"1 2", b"'a'", b'"\x01"', b"\xff", b"nul"]
        for text in texts:
            with self.assertRaises(verify.Refused, msg=text[:20]):
                verify.read_json(text, "x")


class SignedNote(unittest.TestCase):
    """The example in the documentation of golang.org/x/mod/sumdb/note."""

    KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    LINE = (
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )

    def read(self, text):
        return verify.read_note(text.encode("utf-8"), [verify.read_verifier_key(self.KEY)], "note")

    def test_example(self):
        text, signers = self.read(self.TEXT + "\n" + self.LINE)
        self.assertEqual((text, [signer.name for signer in signers]), (self.TEXT, ["PeterNeumann"]))

    def test_lines_of_unknown_keys_are_passed_over(self):
        other = signature_line(self.TEXT, SEED)
        longer = f"\u2014 witness.example/w {b64(bytes(76))}\n"  # as a cosignature with a time is
        self.assertEqual(self.read(self.TEXT + "\n" + other + self.LINE + longer)[0], self.TEXT)
        self.assertEqual(self.read(self.TEXT + "\n" + other * 15 + self.LINE)[0], self.TEXT)

    def test_faults(self):
        line = self.LINE
        faults = {
            "only other keys": self.TEXT + "\n" + signature_line(self.TEXT, SEED),
            "another text": self.TEXT.replace("problem is", "problem was") + "\n" + line,
            "no empty line": self.TEXT + line,
            "two empty lines": self.TEXT + "\n\n" + line,
            "no last newline": self.TEXT + "\n" + line[:-1],
            "a carriage return": self.TEXT + "\r\n\n" + line,
            "a tab": self.TEXT + "\t\n\n" + line,
            "a hyphen": self.TEXT + "\n" + line.replace("\u2014", "-"),
            "no padding": self.TEXT + "\n" + line.replace("=", ""),
            "left-over bits": self.TEXT + "\n" + line.replace("nAM=", "nAN="),
            "two spaces": self.TEXT + "\n" + line.replace(" x08", "  x08"),
            "17 signatures": self.TEXT + "\n" + line * 17,
            "one right, one wrong": self.TEXT + "\n" + line + line.replace("nAM=", "nAQ="),
            "one of an unknown key malformed": self.TEXT + "\n" + line + "\u2014 who\n",
            "nothing": "",
        }
        for name, text in faults.items():
            with self.assertRaises(verify.Refused, msg=name):
                self.read(text)

    def test_verifier_keys(self):
        faults = [
            self.KEY.replace("c74f20a3", "c74f20a4"),
            self.KEY.replace("PeterNeumann", "Peter Neumann"),
            self.KEY.replace("PeterNeumann", ""),
            self.KEY.replace("+ARpc", "+AhpC"),
            self.KEY[:-4],
            self.KEY + "====",
            "PeterNeumann",
            "PeterNeumann+c74f20a3",
        ]
        for text in faults:
            with self.assertRaises(verify.Refused, msg=text):
                verify.read_verifier_key(text)


# --- Bundles ---------------------------------------------------------------------------------------------------------


class RightBundles(unittest.TestCase):
    def test_everything_of_an_account(self):
        self.assertIsNone(fault_of(bundle()))

    def test_all_events_of_the_page_are_in_it(self):
        self.assertEqual(set(LIFE), verify.KEY_EVENTS)
        self.assertEqual(set(ACCOUNT_LIFE), verify.ACCOUNT_EVENTS)

    def test_every_range(self):
        last = len(usual_log().events)
        for begin in (None, *range(0, last + 2, 11)):
            for end in (None, *range(1, last + 2, 11)):
                edges = {"begin": None if begin is None else moment(begin), "end": None if end is None else moment(end)}
                self.assertIsNone(fault_of(bundle(**edges)), edges)

    def test_one_key(self):
        for key in (KEY_1, KEY_2, str(uuid.UUID(int=5))):
            self.assertIsNone(fault_of(bundle(key=key)))

    def test_nothing(self):
        self.assertIsNone(fault_of(bundle(Log())))
        self.assertIsNone(fault_of(bundle(account="nobody")))

    def test_more_lines_in_the_checkpoint_and_more_signatures(self):
        def more(parts):
            parts.text += "something later\n"

        self.assertIsNone(fault_of(bundle(change=more)))
        octets = bundle(signed_by=(OTHER_SEED, SEED))
        other = verify.read_verifier_key(verifier_key(OTHER_SEED))
        for trusted in (TRUSTED, [other, *TRUSTED], [*TRUSTED, other]):
            self.assertIsNone(fault_of(octets, trusted))
        self.assertRegex(fault_of(octets, [other]), "manifest.json: no signature is by a trusted key")

    def test_the_schemas_of_the_repository_are_all_known(self):
        paths = sorted(SCHEMAS.glob("*.json"))
        self.assertGreater(len(paths), 30)
        for path in paths:
            verify.require_schema(verify.read_json(path.read_bytes(), path.name), path.name)


class Damage(unittest.TestCase):
    """300 by chance, of a fixed seed: whoever has not the key changes the zip, or its contents."""

    @classmethod
    def setUpClass(cls):
        cls.entries = entries_of(parts_of(usual_log(), key=KEY_2))
        cls.octets = zip_of(cls.entries)

    def assert_refused(self, octets, what):
        self.assertNotEqual(octets, self.octets)
        self.assertIsNotNone(fault_of(octets), what)

    def test_the_bundle_is_right_before(self):
        self.assertIsNone(fault_of(self.octets))

    def test_150_changes_of_the_bytes(self):
        chance = random.Random(8032)
        for number in range(150):
            octets, at = bytearray(self.octets), chance.randrange(len(self.octets))
            kind = number % 5
            if kind == 0:
                octets[at] ^= 1 << chance.randrange(8)
            elif kind == 1:
                octets[at] = (octets[at] + chance.randrange(1, 256)) % 256
            elif kind == 2:
                del octets[at : at + chance.randrange(1, 40)]
            elif kind == 3:
                octets[at:at] = chance.randbytes(chance.randrange(1, 40))
            else:
                octets = octets[:at]
            self.assert_refused(bytes(octets), (number, kind, at))

    def test_150_changes_of_the_contents_in_a_right_zip(self):
        chance = random.Random(6962)
        for number in range(150):
            entries = list(self.entries)
            at = chance.randrange(len(entries))
            name, content = entries[at]
            while True:
                changed = self.changed(content, number % 5, chance)
                if changed != content:
                    break
            entries[at] = (name, changed)
            self.assert_refused(zip_of(entries), (number, name))

    @staticmethod
    def changed(content, kind, chance):
        lines = content.split(b"\n")
        at, line = chance.randrange(len(content)), chance.randrange(len(lines))
        if kind == 0:
            return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
        if kind == 1:
            return b"\n".join(lines[:line] + lines[line + 1 :])
        if kind == 2:
            return b"\n".join(lines[:line] + [lines[line]] + lines[line:])
        if kind == 3:
            return content[:at]
        return content[:at] + chance.choice([b" ", b"\n", b"\0", b"0", b"\xff"]) + content[at:]

    def test_every_byte_of_every_header(self):
        positions = [match.start() for match in re.finditer(b"PK\x01\x02|PK\x03\x04|PK\x05\x06", self.octets)]
        for position in positions:
            for at in range(position, min(position + 46, len(self.octets))):
                octets = bytearray(self.octets)
                octets[at] ^= 0x01
                self.assertIsNotNone(fault_of(bytes(octets)), at)

    def test_entries_in_other_places_or_twice(self):
        entries = list(self.entries)
        for changed in (entries[1:], entries[:-1], entries[::-1], entries + [entries[-1]], entries[:1] * 2 + entries[1:]):
            self.assertRegex(fault_of(verify.write_zip(changed)), "^zip: ")
        self.assertRegex(fault_of(verify.write_zip(entries + [("more.txt", b"")])), "^zip: ")
        self.assertRegex(fault_of(verify.write_zip(entries[:5] + [("schemas/../x.json", b"{}")] + entries[5:])), "^zip: ")

    def test_other_forms_of_the_zip(self):
        for form in ({"compression": zipfile.ZIP_DEFLATED}, {"comment": b"x"}, {"system": 3}, {"extra": b"\x01\x02\x00\x00"}):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                archive.comment = form.get("comment", b"")
                for name, content in self.entries:
                    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                    info.create_system, info.extra = form.get("system", 0), form.get("extra", b"")
                    archive.writestr(info, content, form.get("compression", zipfile.ZIP_STORED))
                    info.external_attr = 0
            self.assertRegex(fault_of(out.getvalue()), "^zip", form)
        self.assertRegex(fault_of(b""), "^zip: ")
        self.assertRegex(fault_of(b"x" + self.octets), "^zip: ")
        self.assertRegex(fault_of(self.octets + b"x"), "^zip: ")

    def test_the_key_of_somebody_else(self):
        others = [verify.read_verifier_key(verifier_key(OTHER_SEED)), verify.read_verifier_key(SignedNote.KEY)]
        self.assertRegex(fault_of(self.octets, others), "no signature is by a trusted key")

    def test_a_signature_more_under_the_manifest(self):
        """Nobody signed that it belongs there, so that anybody could have put it there."""
        for seed in (SEED, OTHER_SEED):
            entries = dict(self.entries)
            text = entries["manifest.json"].decode().split("\n\n")[0] + "\n"
            entries["manifest.json"] += signature_line(text, seed).encode()
            self.assertRegex(fault_of(zip_of(entries.items())), "^manifest.json: it has 2 signatures, where 1 at most can be")

    def test_a_trusted_key_of_another_name_does_not_speak_for_the_log(self):
        witness = verify.read_verifier_key(verifier_key(OTHER_SEED, "witness.example"))
        for name in ("checkpoint", "manifest.json"):
            entries = dict(self.entries)
            text = entries[name].decode().split("\n\n")[0] + "\n"
            entries[name] = (text + "\n" + signature_line(text, OTHER_SEED, "witness.example")).encode()
            fault = fault_of(zip_of(entries.items()), [witness, *TRUSTED])
            self.assertRegex(fault, f"^{name}: no signature is by a trusted key whose name is the origin")


class Lies(unittest.TestCase):
    """By whoever has the key: everything is signed, every hash is right, and the bundle contradicts itself."""

    def assert_told(self, pattern, octets):
        self.assertRegex(str(fault_of(octets)), pattern)

    def lie(self, pattern, change, **range_):
        self.assert_told(pattern, bundle(change=change, **range_))

    def lie_of_log(self, pattern, add_lie):
        """The lie is in the log itself, so that it is in the tree and has its proof."""
        log = usual_log()
        add_lie(log)
        try:
            octets = bundle(log)
        except (KeyError, UnboundLocalError):  # the maker cannot replay it
            octets = bundle_without_states(log)
        self.assert_told(pattern, octets)

    def test_state(self):
        def after(parts):
            parts.state["after"][STREAM_1]["secrets"].popitem()

        def before(parts):
            parts.state["before"][STREAM_1]["name"] = "Other"
            parts.state["before"][STREAM_1]["owner"] = "Other"

        def more(parts):
            parts.state["after"][STREAM_1]["more"] = 1

        def one_for_true(parts):
            parts.state["after"][STREAM_1]["mobileApp"] = 0

        def no_after(parts):
            del parts.state["after"][STREAM_2]

        def needless_before(parts):
            parts.state["before"][STREAM_2] = parts.state["after"][STREAM_2]

        def other_account(parts):
            for states in parts.state.values():
                states[STREAM_1]["account"] = "other"

        self.lie(f"state.json, `after`, stream {STREAM_1}: `secrets` is not what the events lead to", after)
        self.lie("`owner` is not what the events lead to|`name` is not", before, begin=moment(5), end=moment(20))
        self.lie("the field 'more' does not belong here", more)
        self.lie("`mobileApp` is not what the events lead to", one_for_true)
        self.lie("`after`: the field 'integratorKey.* is missing", no_after)
        self.lie("`before`: the field 'integratorKey.* does not belong here", needless_before)
        self.lie("the key is of another account", other_account, key=KEY_1, begin=moment(5))

    def test_a_cut_tail(self):
        def cut(parts):
            parts.lines.pop(), parts.proofs.pop()

        def cut_and_told(parts):
            cut(parts)
            parts.manifest["streams"][STREAM_2]["lastRevision"] -= 1

        def stream_left_out(parts):
            del parts.manifest["streams"][STREAM_2]

        def head(parts):
            del parts.lines[0], parts.proofs[0]

        def middle(parts):
            del parts.lines[4], parts.proofs[4]

        def empty(parts):
            parts.lines, parts.proofs, parts.schemas = [], [], {}

        def all_null(parts):
            parts.manifest["streams"][STREAM_2].update(firstRevision=None, lastRevision=None)

        def begins_late(parts):
            parts.manifest["streams"][STREAM_1]["firstRevision"] = 1

        def too_many(parts):
            for numbers in parts.manifest["streams"].values():
                numbers.update(lastRevision=60, lastRevisionAtTreeSize=60)

        self.lie(f"stream {STREAM_2}: it ends at revision 3, and not at 4", cut)
        self.lie("does not end at the last revision", cut_and_told)
        self.lie("no event of its stream belongs in the bundle", stream_left_out)
        self.lie("it has the revision 1, where 0 of its stream comes next", head)
        self.lie("it has the revision \\d+, where \\d+ of its stream comes next", middle)
        self.lie("there is no event of it", empty)
        self.lie("no event is in a range that is everything", all_null)
        self.lie("the range does not begin at revision 0", begins_late)
        self.lie("more events than the tree", too_many)

    def test_the_range(self):
        def earlier_end(parts):
            parts.manifest["to"] = moment(20)

        def later_begin(parts):
            parts.manifest["from"] = moment(20)

        def no_moment(parts):
            parts.manifest["from"] = "2026-11-01"

        self.lie("event \\S+ is after the range", earlier_end, end=moment(30))
        self.lie("it begins before the range", later_begin, begin=moment(10))
        self.lie("it begins before the range", later_begin)
        self.lie("`from` is not a moment", no_moment)

    def test_events(self):
        def again(log):
            log.add(STREAM_2, "KeyCreated.v1")

        def same_id(log):
            log.add(STREAM_2, "KeyRenamed.v1", id=log.events[0]["id"])

        def other_account(log):
            log.add(STREAM_2, "KeyRenamed.v1", metadata={"account": "other"})

        def unknown_type(log):
            log.add(STREAM_2, "KeyRenamed.v1", type="KeyForgotten")

        def type_of_account(log):
            log.add(STREAM_2, "AccountPolicySet.v1")

        def against_schema(log):
            log.add(STREAM_2, "KeyRenamed.v1", {"name": ""})

        def more_data(log):
            log.add(STREAM_2, "KeyRenamed.v1", {"plainText": "x"})

        def newline_after_pattern(log):
            log.add(STREAM_2, "SecretAdded.v1", {"secretId": str(uuid.UUID(int=7)), "lastFour": "abcd\n"})

        def true_for_one(log):
            log.add(STREAM_2, "SecretAdded.v1", {"secretId": str(uuid.UUID(int=7)), "pepperVersion": True})

        def against_if(log):
            log.add(STREAM_2, "KeypairAdded.v2.es256", {"keypairId": str(uuid.UUID(int=7)), "modulusLength": 2048})

        def against_metadata(log):
            log.add(STREAM_2, "KeyRenamed.v1", metadata={"actorKind": "nobody"})

        def added_twice(log):
            log.add(STREAM_2, "SecretAdded.v1")

        def not_there(log):
            log.add(STREAM_2, "SecretRevoked.v1", {"secretId": str(uuid.UUID(int=7))})

        def before_creation(log):
            log.add(f"integratorKey-{uuid.UUID(int=6)}", "KeyRenamed.v1")

        def key_of_other_account(log):
            log.add(f"integratorKey-{uuid.UUID(int=6)}", "KeyCreated.v1", {"account": "other"})

        def policy_of_other_account(log):
            log.add("keyledgerAccount-b3RoZXI", "AccountPolicySet.v1")

        def too_long(log):
            log.add(STREAM_2, "KeyRenamed.v1", {"name": "x" * 70_000})

        self.lie_of_log("KeyCreated is the first event of a key, and no other is", again)
        self.lie_of_log("KeyCreated is the first event of a key, and no other is", before_creation)
        self.lie_of_log("an event with this id came before", same_id)
        self.lie_of_log("it is of the account 'other'", other_account)
        self.lie_of_log("the type 'KeyForgotten' is not known", unknown_type)
        self.lie_of_log("the type 'AccountPolicySet' is not known in its stream", type_of_account)
        self.lie_of_log("by schemas/KeyRenamed.v1.json, data.name is too short", against_schema)
        self.lie_of_log("data.plainText does not belong here", more_data)
        self.lie_of_log("data.lastFour is not of the pattern", newline_after_pattern)
        self.lie_of_log("data.pepperVersion is not of type integer", true_for_one)
        self.lie_of_log("data.modulusLength is not of type null", against_if)
        self.lie_of_log("its metadata holds to none", against_metadata)
        self.lie_of_log("its secretId was added before", added_twice)
        self.lie_of_log("its secretId was not added before", not_there)
        self.lie_of_log("the key is of another account than the bundle", key_of_other_account)
        self.lie_of_log("the stream 'keyledgerAccount-b3RoZXI' does not belong here", policy_of_other_account)
        self.lie_of_log("longer than 65,535 bytes", too_long)

    def test_lines(self):
        def spaced(parts):
            parts.lines[3] = parts.lines[3].replace(b'":', b'": ', 1)

        def field_twice(parts):
            parts.lines[3] = b'{"id":"x",' + parts.lines[3][1:]

        def float_(parts):
            parts.lines[3] = re.sub(rb'"revision":(\d+)', rb'"revision":\1.0', parts.lines[3])

        def half_a_pair(parts):
            parts.lines[3] = re.sub(rb'"reason":(null|"[^"]*")', rb'"reason":"\\ud800"', parts.lines[3])

        def deep(parts):
            parts.lines[3] = b"[" * 30_000 + b"]" * 30_000

        def other_data(parts):
            parts.lines[0] = parts.lines[0].replace(b"ada@acme", b"eve@acme")

        def swapped(parts):
            parts.lines[0], parts.lines[1] = parts.lines[1], parts.lines[0]
            parts.proofs[0], parts.proofs[1] = parts.proofs[1], parts.proofs[0]

        def same_leaf_again(parts):
            parts.lines.insert(1, parts.lines[0])
            parts.proofs.insert(1, parts.proofs[0])

        def proof_missing(parts):
            parts.proofs.pop()

        def hash_missing(parts):
            parts.proofs[0]["hashes"].pop()

        def hash_more(parts):
            parts.proofs[0]["hashes"].append(parts.proofs[0]["hashes"][0])

        def index_too_large(parts):
            parts.proofs[0]["leafIndex"] = parts.manifest["treeSize"]

        def index_is_true(parts):
            parts.proofs[0]["leafIndex"] = False

        def not_base64(parts):
            parts.proofs[0]["hashes"][0] = "?" * 44

        self.lie("events.jsonl, line 4: it is not canonical JSON", spaced)
        self.lie("events.jsonl, line 4: an object has a field twice", field_twice)
        self.lie("events.jsonl, line 4: the number .* is not an integer", float_)
        self.lie("events.jsonl, line 4: it is not UTF-8, or has half", half_a_pair)
        self.lie("events.jsonl, line 4: it is nested too deeply", deep)
        self.lie("events.jsonl, line 1, event \\S+: it is not in the tree", other_data)
        self.lie("its leaf index is not after the one before|the revision", swapped)
        self.lie("its leaf index is not after the one before", same_leaf_again)
        self.lie("proofs.jsonl: it has", proof_missing)
        self.lie("it is not in the tree", hash_missing)
        self.lie("it is not in the tree", hash_more)
        self.lie("leafIndex is not in the tree", index_too_large)
        self.lie("leafIndex is not in the tree", index_is_true)
        self.lie("proofs.jsonl, line 1: it is not base64", not_base64)

    def test_manifest(self):
        def set_(name, value):
            return lambda parts: parts.manifest.__setitem__(name, value)

        self.lie("the origin is not that of the checkpoint", set_("origin", "x"))
        self.lie("the tree size is not that of the checkpoint", set_("treeSize", 1))
        self.lie("the root hash is not that of the checkpoint", set_("rootHash", b64(bytes(32))))
        self.lie("not of a bundle of version 1", set_("bundle", "keyledger audit bundle v2"))
        self.lie("it is of the account 'acme'", set_("account", "acme "), key=KEY_2)
        self.lie("`keys` is not null", set_("keys", []))
        self.lie("the stream .* does not belong here", set_("keys", [KEY_1]))
        self.lie("the field 'more' does not belong here", set_("more", 1))
        self.lie("is not an object", set_("streams", []))
        self.lie("there is no other entry 'x' in the zip", lambda parts: parts.manifest.update(files={"x": ""}))
        self.lie("it is not in `files`", lambda parts: parts.manifest.update(files={}))

    def test_checkpoint(self):
        def text(change):
            return lambda parts: setattr(parts, "text", change(parts.text))

        size = str(len(usual_log().events))
        self.lie("the tree size is wrong", text(lambda one: one.replace(f"\n{size}\n", f"\n0{size}\n")))
        self.lie("the tree size is wrong", text(lambda one: one.replace(f"\n{size}\n", "\n" + "9" * 5000 + "\n")))
        self.lie("the tree size is wrong", text(lambda one: one.replace(f"\n{size}\n", f"\n\u0661{size}\n")))
        self.lie("root hash is not of 32 bytes", text(lambda one: f"{ORIGIN}\n{size}\nAAAA\n"))
        self.lie("not three lines", text(lambda one: f"{ORIGIN}\n{size}\n"))

    def test_schemas(self):
        def put(name, content):
            return lambda parts: parts.schemas.__setitem__(name, content)

        self.lie("schemas/KeyCreated.v1.json: the keyword 'allOf' is not known", put("KeyCreated.v1", b'{"allOf":[]}'))
        self.lie("the keyword '\\$ref' is not known", put("KeyCreated.v1", b'{"properties":{"a":{"$ref":"#"}}}'))
        self.lie("is not a known value of the keyword 'pattern'", put("KeyCreated.v1", b'{"pattern":"(a|b)"}'))
        self.lie("is not a known value of the keyword 'pattern'", put("KeyCreated.v1", b'{"pattern":"[z-a]"}'))
        self.lie("is not a known value of the keyword 'type'", put("KeyCreated.v1", b'{"type":"text"}'))
        self.lie("is not a known value of the keyword 'format'", put("KeyCreated.v1", b'{"format":"date"}'))
        self.lie("schemas/KeyCreated.v1.json: it is not JSON", put("KeyCreated.v1", b"{"))
        self.lie("data does not belong here", put("KeyCreated.v1", b"false"))
        self.lie("no event has it", put("KeyForgotten.v1", b"{}"))
        self.lie("there is no schemas/KeyCreated.v1.json", lambda parts: parts.schemas.pop("KeyCreated.v1"))
        self.lie("holds to none of", lambda parts: parts.schemas.pop("metadata.v2"))

    def test_a_schema_that_lets_anything_pass_does_not_crash_the_replay(self):
        log = usual_log()
        for kind in ("SecretAdded", "KeyRenamed", "RedirectUriRemoved", "PolicyLinksSet", "OwnershipTransferred"):
            bad = copy.deepcopy(log)
            bad.add(STREAM_2, f"{kind}.v1")["data"] = {}
            octets = bundle_without_states(bad, lambda parts: parts.schemas.__setitem__(f"{kind}.v1", b"true"))
            self.assert_told("its data has no ", octets)
        bad = copy.deepcopy(log)
        bad.add(STREAM_2, "SecretAdded.v1")["data"] = {"secretId": {}}
        octets = bundle_without_states(bad, lambda parts: parts.schemas.__setitem__("SecretAdded.v1", b"true"))
        self.assert_told("secretId is not text", octets)


def bundle_without_states(log, change=None):
    """For events that the maker cannot replay: `after` has the right streams, with the states of the usual log."""
    after = parts_of(usual_log()).state["after"]
    real, globals()["states_of"] = states_of, lambda events: [after.get(events[0]["stream"], after[STREAM_2])] * len(events)
    try:
        return bundle(log, change)
    finally:
        globals()["states_of"] = real


class AnyJson(unittest.TestCase):
    """Whatever whoever has the key puts in place of a value: one line, and no other exception than `Refused`."""

    VALUES = [None, True, False, 0, -1, 2**53 - 1, "", "x", "\x00\n", "\U0001f511", [], [[]], [None], {}, {"": {}}]

    def test_every_value_in_every_place(self):
        chance = random.Random(8785)
        log = Log()
        log.add(STREAM_2, "KeyCreated.v1")
        log.add(STREAM_2, "SecretAdded.v1")
        log.add(STREAM_2, "SecretDisabled.v1")
        for number in range(160):
            parts = parts_of(log, begin=moment(1))
            schemas = {name: json.loads(content) for name, content in parts.schemas.items()}
            root = [parts.manifest, parts.state, parts.proofs, schemas][number % 4]
            self.put(root, chance)
            parts.schemas = {name: to_json(schema).encode() for name, schema in schemas.items()}
            self.assert_one_line(fault_of(zip_of(entries_of(parts))))

    def assert_one_line(self, fault):
        self.assertTrue(fault is None or (fault.isascii() and "\n" not in fault), fault)

    def put(self, root, chance):
        at = root
        while True:
            places = list(at) if isinstance(at, dict) else list(range(len(at)))
            place = chance.choice(places)
            if not isinstance(at[place], (dict, list)) or not at[place] or chance.random() < 0.3:
                at[place] = chance.choice(self.VALUES)
                return
            at = at[place]

    def test_every_value_in_an_event(self):
        chance = random.Random(6962)
        for _ in range(80):
            log = Log()
            log.add(STREAM_2, "KeyCreated.v1")
            event = log.add(STREAM_2, "SecretAdded.v1")
            parts = parts_of(log)
            self.put(event, chance)
            lines = [to_json(one).encode() for one in log.events]
            tree = Tree(lines)
            parts.lines, parts.manifest["rootHash"] = lines, b64(tree.hash(0, 2))
            parts.text = f"{ORIGIN}\n2\n{b64(tree.hash(0, 2))}\n"
            parts.proofs = [{"hashes": [b64(one) for one in tree.path(at, 0, 2)], "leafIndex": at} for at in (0, 1)]
            self.assert_one_line(fault_of(zip_of(entries_of(parts))))


class CommandLine(unittest.TestCase):
    def run_it(self, octets, *arguments):
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "bundle.zip"
            path.write_bytes(octets)
            command = [sys.executable, str(TOOLS / "verify.py"), *(str(path) if one == "BUNDLE" else one for one in arguments)]
            return subprocess.run(command, capture_output=True, timeout=60, check=False, env={"PYTHONIOENCODING": "ascii"})

    def test_0_when_all_is_right(self):
        ended = self.run_it(bundle(), "BUNDLE", "--trust", SignedNote.KEY, "--trust", verifier_key(SEED))
        self.assertEqual((ended.returncode, ended.stderr), (0, b""))
        count = len(parts_of(usual_log()).lines)
        self.assertIn(f"\n{count} events: signed, included, in order, complete, replayed\n", ended.stdout.decode())
        self.assertRegex(ended.stdout.decode(), "account 'acme', all keys, from the beginning to the end,\nin the tree of \\d+ ")

    def test_1_and_one_line_when_something_is_wrong(self):
        for octets in (b"", b"PK\x03\x04", bundle()[:-1], bundle()[:3000], bytes(1000)):
            ended = self.run_it(octets, "BUNDLE", "--trust", verifier_key(SEED))
            self.assertEqual(ended.returncode, 1)
            self.assertRegex(ended.stderr.decode(), "^WRONG: [^\n]+\n$")

    def test_2_when_called_wrongly(self):
        key = verifier_key(SEED)
        for arguments in ([], ["BUNDLE"], ["BUNDLE", "--trust", "x"], ["nowhere.zip", "--trust", key], ["--trust", key]):
            ended = self.run_it(b"", *arguments)
            self.assertEqual((ended.returncode, ended.stdout), (2, b""), arguments)
            self.assertNotIn(b"Traceback", ended.stderr)


if __name__ == "__main__":
    unittest.main()
