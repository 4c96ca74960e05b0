package gateway.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of gateway.authz allows this call",
	"policy_id": "gateway.authz/default",
}

# Whether some request would be allowed. It reads none, so that it can be asked before there is one.
default visible := false

visible if decision.allow

# In: what knocks at the door. Nobody speaks for another there, so the actor is the caller.

decision := shop.grant("gateway.authz/inbound/door", reason, "any") if {
	at_the_door
	reason := door[knocker][input.action]
}

# REST puts a routed capability's own name to the door; behind the door the same narrowing is asked again.
decision := shop.narrow("gateway.authz/inbound/rest", agent, reason) if {
	at_the_door
	knocker in {"client", "public"}
	some agent
	reason := routes[agent][input.action]
}

decision := shop.federated("gateway")

at_the_door if {
	shop.arrives_at("gateway")
	shop.actor == input.caller_spiffe_id
}

knocker := "client" if shop.is_client(input.caller_spiffe_id)

knocker := "admin" if shop.caller == "admin"

# The public port has no caller's ID, so the gateway stands in its place.
knocker := "public" if shop.caller == "gateway"

door := {
	"client": {
		"agent.card": "clients see the gateway's card",
		"agent.health": "clients see the gateway's health",
		"health": "clients see the shop's health",
		"route": "clients are routed; what they ask for is decided on its way out",
	},
	"admin": {
		"agent.card": "administrators see the gateway's card",
		"agent.health": "administrators see the gateway's health",
		"health": "administrators see the shop's health",
		"route": "administrators are routed; what they ask for is decided on its way out",
	},
	"public": {"health": "everybody sees the shop's health"},
}

# Out: what the gateway asks of the agents, narrowed by the outside caller and the user.

decision := shop.narrow(shop.policy_id("gateway", "outbound", shop.callee), shop.callee, reason) if {
	shop.leaves("gateway")
	reason := routes[shop.callee][input.action]
}

decision := shop.outbound("gateway", probes[input.action]) if routes[shop.callee]

probes := {
	"agent.card": "the gateway shows the agents' cards",
	"agent.health": "the gateway watches the agents' health",
}

# What is not here cannot be reached through the gateway.
routes := {
	"user": {
		"create_user": "sign-up comes through the gateway",
		"get_user": "profiles are read through the gateway",
		"update_profile": "profiles are changed through the gateway",
	},
	"order": {
		"create_order": "orders come through the gateway",
		"get_order": "orders are read through the gateway",
		"list_orders": "orders are read through the gateway",
		"cancel_order": "orders are cancelled through the gateway",
		"watch_order": "orders are followed through the gateway",
	},
	"payment": {
		"refund_payment": "support refunds through the gateway",
		"get_payment": "payments are read through the gateway",
		"list_payments": "payments are read through the gateway",
	},
	"inventory": {
		"list_products": "the catalogue is read through the gateway",
		"get_product": "the catalogue is read through the gateway",
		"check_availability": "the catalogue is read through the gateway",
	},
}
