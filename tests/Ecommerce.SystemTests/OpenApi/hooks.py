"""What a generator of cases cannot know: two places for one key, and who is there to ask about."""

import json
import os
import random

import schemathesis

# What exists, by the name of the field that holds it.
KNOWN = json.loads(os.environ.get("SHOP_KNOWN", "{}"))


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    return known(path_parameters)


@schemathesis.hook
def map_query(context, query):
    return known(query)


@schemathesis.hook
def map_body(context, body):
    return known(body)


@schemathesis.hook
def before_call(context, case, kwargs):
    # The same key in both places is one key, and two keys are refused: the contract has it so, and no schema can say it.
    if isinstance(case.body, dict) and "idempotency_key" in case.body and case.headers:
        case.headers.pop("Idempotency-Key", None)


def known(values):
    """Half of the IDs are of something that is there: of random ones alone every answer would be 404."""
    if not isinstance(values, dict):
        return values
    for name in values:
        if name == "items" and isinstance(values[name], list):
            values[name] = [known(item) for item in values[name]]
        elif name in KNOWN and isinstance(values[name], str) and random.random() < 0.5:
            values[name] = random.choice(KNOWN[name])
    return values
