"""The temporary admission of a vehicle registered abroad."""
