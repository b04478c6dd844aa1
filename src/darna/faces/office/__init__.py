"""The administrators' room: members, invitations, agencies, what was sent, and the trail of accounts."""
