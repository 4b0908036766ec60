"""What people and machines do, step by step: each flow is disturbed at every call to AWS that it makes."""
