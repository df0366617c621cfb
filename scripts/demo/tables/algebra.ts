/** Question | answer. */
export const algebraFacts = `
What is a linear combination of v and w? | c v + d w, for any numbers c and d.
When do two vectors span the plane? | When neither is a multiple of the other.
What are the columns of a matrix, seen as a map? | The images of the basis vectors.
What is Ax in terms of the columns of A? | Their combination, with the entries of x as weights.
Is matrix multiplication commutative? | No, in general AB is not BA.
What is (AB)⁻¹? | B⁻¹ A⁻¹
What is (AB)ᵀ? | Bᵀ Aᵀ
What is a pivot? | The first non-zero entry of a row after elimination.
When does a square matrix have an inverse? | When it has a full set of pivots.
When has Ax = b no solution? | When b is not in the column space of A.
When has Ax = b many solutions? | When there is one, and the null space is more than 0.
What does LU stand for? | A lower times an upper triangular matrix: elimination, written down.
What is a subspace? | A set that holds 0 and is closed under sums and multiples.
Name the four fundamental subspaces. | Column space, row space, null space, left null space.
What is the null space of A? | All x with Ax = 0.
What is the rank of a matrix? | The number of pivots: the dimension of its column space.
What is the dimension of the null space of an m by n matrix of rank r? | n − r
Is the row rank the column rank? | Yes, always.
When are vectors independent? | When only the zero combination gives 0.
What is a basis? | Independent vectors that span the space.
What do all bases of a space share? | How many vectors they have.
When are two vectors orthogonal? | When their dot product is 0.
What is the row space orthogonal to? | The null space.
What is the column space orthogonal to? | The left null space.
How is b projected onto the line through a? | a (aᵀb) / (aᵀa)
What is the projection matrix onto the columns of A? | A (AᵀA)⁻¹ Aᵀ
What is P² for a projection P? | P
What are the normal equations? | AᵀA x = Aᵀb
What does least squares minimize? | The squared length of b − Ax.
When is AᵀA invertible? | When the columns of A are independent.
What is QᵀQ where Q has orthonormal columns? | The identity.
What does an orthogonal matrix keep? | Lengths and angles.
What does Gram-Schmidt make? | An orthonormal basis from any basis.
What is R in A = QR? | Upper triangular: QᵀA.
What is the determinant of a triangular matrix? | The product of its diagonal.
What is det(AB)? | det A · det B
What does a row exchange do to the determinant? | It changes its sign.
What does det A = 0 say? | A is singular: it flattens space.
What does |det A| measure? | By how much A changes volume.
What is det Aᵀ? | det A
What is an eigenvector? | A non-zero x with Ax = λx: its direction stays.
How are eigenvalues found by hand? | As roots of det(A − λI).
What is the sum of the eigenvalues? | The trace.
What is the product of the eigenvalues? | The determinant.
What is A¹⁰⁰ where A = XΛX⁻¹? | XΛ¹⁰⁰X⁻¹
When is a matrix surely diagonalizable? | When its eigenvalues all differ.
What is special about the eigenvalues of a real symmetric matrix? | They are real.
What does the spectral theorem say? | A real symmetric matrix is QΛQᵀ, with Q orthogonal.
What is positive definite? | xᵀAx > 0 for every x but 0.
What are the singular values of A? | The square roots of the eigenvalues of AᵀA.
What is the SVD? | A = UΣVᵀ, with U and V orthogonal and Σ diagonal.
What is the best rank-k approximation of A? | Its SVD cut after k terms.
What is the trace of AB compared with BA? | The same.
What are the eigenvalues of a rotation of the plane by 90°? | i and −i
What are the eigenvalues of a projection? | 0 and 1
`;
