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

visible if shop.inbound("user", reason).allow

visible if shop.federated("user").allow

visible if {
	input.action == "countersign_audit"
	shop.witnessed("user").allow
}

visible if shop.tasked("user").allow

visible if {
	shop.leaves("user")
	input.action in callees[shop.callee]
}

# Sign-up is open to anyone, but only for the free tier.
decision := shop.refuse("user.authz/tier", "only operators and administrators may give a tier other than free") if tier_refused

# Whoever has a refresh token may end its session: the token, which no policy sees, is the proof.
decision := shop.refuse("user.authz/session", "only its user or an operator ends a session by its ID") if session_refused

decision := shop.inbound("user", reason) if {
	not refused
	not own_session
}

# A user ends the user's own sessions only.
decision := shop.grant("user.authz/inbound/own_session", "users end their own sessions", "own") if {
	own_session
	reaches_user
}

decision := shop.outbound("user", "what the shop holds of a user is gathered or erased") if input.action in callees[shop.callee]

decision := shop.witnessed("user") if input.action == "countersign_audit"

decision := shop.tasked("user")

decision := shop.federated("user") if {
	not refused
	not own_session
}

refused if tier_refused

refused if session_refused

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

session_refused if {
	input.action == "revoke_session"
	object.get(input.request, "session_id", "") != ""
	not shop.has_user
	not shop.is_privileged
}

own_session if {
	input.action == "revoke_session"
	shop.has_user
}

reaches_user if shop.inbound("user", reason).allow

reaches_user if shop.federated("user").allow

reason := callers[shop.caller][input.action]

# Every agent verifies tokens.
reason := "tokens are verified with the keys" if {
	input.action == "get_signing_keys"
	data.capabilities[shop.caller]
}

callers := {
	"gateway": {
		"agent.card": "the gateway shows the agents' cards",
		"agent.health": "the gateway watches the agents' health",
		"authenticate": "sign-in comes through the gateway",
		"create_user": "sign-up comes through the gateway",
		"delete_user": "users are erased through the gateway",
		"exchange_token": "the gateway exchanges what its callers have sent",
		"export_user": "users' data are read through the gateway",
		"get_signing_keys": "tokens are verified with the keys",
		"get_user": "profiles are read through the gateway",
		"list_sessions": "sessions are read through the gateway",
		"refresh_session": "sessions are continued through the gateway",
		"revoke_session": "sessions are ended through the gateway",
		"set_password": "passwords are changed through the gateway",
		"update_profile": "profiles are changed through the gateway",
	},
	"order": {"get_user": "an order's buyer is verified"},
	"admin": {
		"agent.card": "administrators see cards",
		"agent.health": "administrators see health",
		"read_audit": "administrators verify the audit",
		"describe_agent": "administrators see how agents are",
		"watch_decisions": "administrators see what is decided",
		"delete_user": "administrators erase users",
		"export_user": "administrators read users' data",
		"rotate_signing_keys": "administrators change the signing keys",
		"set_password": "administrators let users back in, with a password for one use",
		"update_tier": "administrators set tiers",
	},
}

# The agents that hold something of users. The callee's own table gives the reason.
callees := {
	"gateway": {"erase_user_data", "export_user_data"},
	"order": {"erase_user_data", "export_user_data"},
	"payment": {"erase_user_data", "export_user_data"},
}
