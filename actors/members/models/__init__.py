from .claim import ActorClaim, ClaimRequest
from .trust import SmallCorrection, TrustedActor

__all__ = ["ActorClaim", "ClaimRequest", "SmallCorrection", "TrustedActor"]
