package gateway.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of gateway.authz allows this call",
	"policy_id": "gateway.authz/default",
}

# Whether some request of this action would be allowed. It reads no request, so it can be asked before there is one.
default visible := false

visible if decision.allow

# Inbound: calls from outside. The actor is always the caller: no caller acts for another here.

decision := shop.grant("gateway.authz/inbound/ingress", reason, "any") if {
	is_ingress
	reason := ingress[caller_kind][input.action]
}

# REST names the routed capability itself. The outbound decision narrows the call in the same way.
decision := shop.narrow("gateway.authz/inbound/rest", agent, reason) if {
	is_ingress
	caller_kind in {"client", "public"}
	some agent
	reason := routes[agent][input.action]
}

decision := shop.federated("gateway")

is_ingress if {
	shop.arrives_at("gateway")
	shop.actor == input.caller_spiffe_id
}

caller_kind := "client" if shop.is_client(input.caller_spiffe_id)

caller_kind := "admin" if shop.caller == "admin"

# The public port has no caller's ID; the gateway's own takes its place.
caller_kind := "public" if shop.caller == "gateway"

ingress := {
	"client": {
		"agent.card": "clients see the gateway's card",
		"agent.health": "clients see the gateway's health",
		"health": "clients see the shop's health",
		"route": "clients are routed; the outbound decision applies to the capability",
	},
	"admin": {
		"agent.card": "administrators see the gateway's card",
		"agent.health": "administrators see the gateway's health",
		"health": "administrators see the shop's health",
		"route": "administrators are routed; the outbound decision applies to the capability",
	},
	"public": {"health": "anyone sees the shop's health"},
}

# Outbound: calls to the agents, narrowed by the outside caller and the user.

decision := shop.narrow(shop.policy_id("gateway", "outbound", shop.callee), shop.callee, reason) if {
	shop.leaves("gateway")
	reason := routes[shop.callee][input.action]
}

decision := shop.outbound("gateway", probes[input.action]) if routes[shop.callee]

probes := {
	"agent.card": "the gateway shows the agents' cards",
	"agent.health": "the gateway watches the agents' health",
}

# Capabilities that are not listed here cannot be reached through the gateway.
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
