package user.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of user.authz allows this call",
	"policy_id": "user.authz/default",
}

# Whether some request of this action would be allowed. It reads no request, so it can be asked before there is one.
default visible := false

visible if shop.inbound("user", callers[shop.caller][input.action]).allow

visible if shop.federated("user").allow

# Sign-up is open to anyone, but only for the free tier.
decision := shop.refuse("user.authz/tier", "only operators and administrators may give a tier other than free") if tier_refused

decision := shop.inbound("user", callers[shop.caller][input.action]) if not tier_refused

decision := shop.federated("user") if not tier_refused

tier_refused if {
	input.action == "create_user"
	not free_tier
	not shop.is_privileged
}

# A request always carries an e-mail address; without one, there is no request to decide on.
free_tier if {
	input.request.email
	not input.request.tier
}

free_tier if input.request.tier in {"", "free"}

callers := {
	"gateway": {
		"agent.card": "the gateway shows the agents' cards",
		"agent.health": "the gateway watches the agents' health",
		"create_user": "sign-up comes through the gateway",
		"get_user": "profiles are read through the gateway",
		"update_profile": "profiles are changed through the gateway",
	},
	"order": {"get_user": "an order's buyer is verified"},
	"admin": {
		"agent.card": "administrators see cards",
		"agent.health": "administrators see health",
		"update_tier": "administrators set tiers",
	},
}
