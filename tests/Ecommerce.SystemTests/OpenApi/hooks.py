"""What a generator of cases cannot know: two places for one key, who is there to ask about, and how a user signs in."""

import atexit
import json
import os
import urllib.request
import zlib

import schemathesis

# What exists, by the name of the field that holds it, or for one operation alone by the operation and then the field.
KNOWN = json.loads(os.environ.get("SHOP_KNOWN", "{}"))

# Where IDs are made up; elsewhere they are what an answer told.
REPLACED = ("examples", "fuzzing")

# What ends a user or a session, and the field that says which.
ENDINGS = {
    "DELETE /api/v1/users/{user_id}": "user_id",
    "DELETE /api/v1/users/{user_id}/sessions/{session_id}": "session_id",
}
NOBODY = "00000000-0000-0000-0000-000000000000"

# Where and as whom to sign in; nothing for a run without a user.
SIGN_IN = json.loads(os.environ.get("SHOP_SIGN_IN", "null"))

# Where the statuses of requests with a token are counted, for each operation.
COUNTS = os.environ.get("SHOP_COUNTS")


@schemathesis.hook
def before_call(context, case, kwargs):
    use_known(case)

    # The same key in both places is one key, and two keys are refused: the contract has it so, and no schema can say it.
    if isinstance(case.body, dict) and "idempotency_key" in case.body and case.headers:
        case.headers.pop("Idempotency-Key", None)

    # Who asks stays, and stays signed in.
    ended = ENDINGS.get(case.operation.label)
    if ended and len(str(case.path_parameters.get(ended))) == len(NOBODY):
        case.path_parameters[ended] = NOBODY


def use_known(case):
    """
    Most valid requests are about what is there: about random IDs alone every answer would be 404. Chance would be the same for every case,
    since Hypothesis seeds it for each; so the values themselves decide.
    """
    parts = [case.path_parameters, case.query, case.body]
    is_valid = case.meta and case.meta.generation.mode.is_positive and case.meta.phase.name in REPLACED
    if is_valid and zlib.crc32(repr(parts).encode()) % 8 > 0:
        for values in parts:
            if isinstance(values, dict):
                replace(values, {**KNOWN, **KNOWN.get(case.operation.label, {})})


def replace(values, by):
    for name in values:
        if name == "items" and isinstance(values[name], list):
            for item in values[name]:
                if isinstance(item, dict):
                    replace(item, by)
        elif name in by and isinstance(values[name], str):
            values[name] = by[name]


if SIGN_IN:

    @schemathesis.auth(refresh_interval=120)
    class SignIn:
        """An access token is good for five minutes."""

        def get(self, case, context):
            credentials = json.dumps({"email": SIGN_IN["email"], "password": SIGN_IN["password"]}).encode()
            request = urllib.request.Request(SIGN_IN["url"], credentials, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=30) as reply:
                return json.load(reply)["access_token"]

        def set(self, case, token, context):
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


if COUNTS:
    statuses = {}

    @schemathesis.hook
    def after_call(context, case, response):
        if "Authorization" in response.request.headers:
            counted = statuses.setdefault(case.operation.label, {})
            counted[response.status_code] = counted.get(response.status_code, 0) + 1

    @atexit.register
    def write():
        with open(COUNTS, "w", encoding="utf-8") as file:
            json.dump(statuses, file)
