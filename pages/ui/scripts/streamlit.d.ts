/* What Streamlit's client reads before it starts. */
interface Window { __streamlit?: { BACKEND_BASE_URL: string }; }
