"""The resource database: a town's services, how they come in, and how they are found."""
